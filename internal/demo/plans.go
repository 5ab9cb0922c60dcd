package demo

import (
	"fmt"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// planned is a meeting to come with one of the clients, so many days from today.
type planned struct {
	given string
	in    int
	at    casework.TimeOfDay
	place casework.Place
	where string
	kind  casework.MeetingKind
}

// plans are Riikka's: one that passed and nobody noted, two today, one tomorrow
// and one next week.
var plans = []planned{
	{"Antero", -2, "10:00", casework.PlaceWorkplace, "Työpaikan kahvihuone", casework.MeetingFollowAlong},
	{"Satu", 0, "09:30", casework.PlaceCommunity, "Kirjaston lukusali", casework.MeetingJobSearch},
	{"Joona", 0, "14:30", casework.PlaceCommunity, "Kahvila Kulma", casework.MeetingJobSearch},
	{"Kaisa", 1, "12:00", casework.PlaceOffice, "", casework.MeetingProfile},
	{"Petri", 6, "15:00", casework.PlaceWorkplace, "", casework.MeetingFollowAlong},
}

// promised is a task that was agreed in a client's newest meeting.
type promised struct {
	given string
	whose casework.Whose
	text  string
	due   int  // days from today
	timed bool // due is its last day
	done  bool
}

var promises = []promised{
	{"Joona", casework.CoachsTask, "Soitan Lähikauppa Purolaan aamuvuoroista", 0, true, false},
	{"Joona", casework.CoachsTask, "Lähetän ansioluettelon pohjan", -1, true, true},
	{"Joona", casework.ClientsTask, "Katson läpi kolme työpaikkailmoitusta", 0, true, false},
	{"Joona", casework.ClientsTask, "Pyydän työtodistuksen edellisestä työstä", 0, false, false},
	{"Oona", casework.CoachsTask, "Varaan ajan etuuksien läpikäyntiin", 1, true, false},
	{"Kaisa", casework.ClientsTask, "Mietin, mitkä työajat sopivat", 0, false, false},
	{"Petri", casework.ClientsTask, "Kysyn esihenkilöltä joulukuun vuorot", 5, true, false},
}

// said are texts of the newest meetings.
var said = map[string]string{
	"Joona": "Käytiin läpi, millainen työ sopisi: iltapäivät, lyhyet päivät, ei kassatyötä. Ansioluettelo on melkein valmis.",
	"Kaisa": "Puhuttiin aiemmista töistä keittiössä. Kaisa haluaa kokeilla jotain uutta, mutta ei heti asiakaspalvelua.",
	"Petri": "Työ sujuu. Toive lisätunneista keväällä; katsotaan sitä ennen, miten ne vaikuttavat eläkkeeseen.",
}

// addPlans makes the meetings to come, what was promised in the last ones, and
// a note between meetings.
func (s *service) addPlans() {
	for _, p := range plans {
		of := s.personNamed(p.given).now()
		s.doc.PlannedMeetings = append(s.doc.PlannedMeetings, interchange.PlannedMeeting{
			Episode: of.episode, On: s.today.AddDays(p.in), At: p.at, Place: p.place, Channel: casework.MeetingFaceToFace, Where: p.where,
			Kind: p.kind, Staff: []string{riikka},
		})
	}
	byDay(s.doc.PlannedMeetings, func(p interchange.PlannedMeeting) casework.Day { return p.On })
	number(s.doc.PlannedMeetings, "a", func(p *interchange.PlannedMeeting) *string { return &p.ID })
	for given, text := range said {
		s.newestMeeting(given).Text = text
	}
	for i, p := range promises {
		m := s.newestMeeting(p.given)
		task := interchange.Task{ID: fmt.Sprintf("w%04d", i+1), Episode: m.Episode, Meeting: m.ID, Whose: p.whose, Text: p.text}
		if p.timed {
			task.DueOn = s.today.AddDays(p.due)
		}
		if p.done {
			task.DoneOn = s.today
		}
		s.doc.Tasks = append(s.doc.Tasks, task)
	}
	s.doc.Notes = []interchange.Note{{
		ID: "n0001", Episode: s.personNamed("Joona").now().episode, On: s.ago(2),
		Text: "Joona soitti: haluaa harjoitella puhelua työnantajalle ennen kuin soittaa itse.",
	}}
}

// newestMeeting is a client's newest meeting that was not withdrawn.
func (s *service) newestMeeting(given string) *interchange.Meeting {
	episode := s.personNamed(given).now().episode
	var newest *interchange.Meeting
	for i := range s.doc.Meetings {
		if m := &s.doc.Meetings[i]; m.Episode == episode && !m.Withdrawn {
			newest = m
		}
	}
	return newest
}

package demo

import (
	"time"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// addTeamwork makes what belongs to no client: working time, care-team
// meetings, guidance and the review.
func (s *service) addTeamwork() {
	for monday := s.beganOn; monday.Before(s.today.Monday()); monday = monday.AddDays(7) {
		s.addWorktime(monday.Week())
	}
	s.addCareTeamMeetings()
	s.addSupervision()
	s.addServiceNotes()
	s.addGroups()
	s.addTrainings()
	s.addReviews()
}

// addWorktime notes a finished week of each coach; a holiday week is of 0 hours.
// Riikka has not confirmed the last one yet.
func (s *service) addWorktime(w casework.Week) {
	const dayHours = 7.5
	for _, c := range coaches {
		if c.id == riikka && w == s.today.Monday().AddDays(-7).Week() {
			continue
		}
		hours := dayHours * float64(len(workdaysOf(w))) * c.fullTime
		if s.isAway(c, w) {
			hours = 0
		}
		community := float64(int(hours*c.community*2)) / 2
		s.doc.Worktime = append(s.doc.Worktime, interchange.Worktime{
			Staff: c.id, Week: w, Hours: hours, EmploymentServicesHours: hours, CommunityHours: community,
		})
	}
}

// addCareTeamMeetings makes a meeting of every care team every week; its coach
// comes to three of five.
func (s *service) addCareTeamMeetings() {
	held := 0
	for monday := s.beganOn; !monday.After(s.today); monday = monday.AddDays(7) {
		for i, t := range careTeams {
			on := monday.AddDays(i % 5)
			if !workday(on) || on.After(s.today) {
				continue
			}
			m := interchange.CareTeamMeeting{CareTeam: t.ID, On: on}
			const turns, comes = 5, 3
			if held*comes%turns < comes {
				m.Attended = []string{s.onDuty(coachOfCareTeam(t.ID), on)}
			}
			held++
			s.doc.CareTeamMeetings = append(s.doc.CareTeamMeetings, m)
		}
	}
}

func coachOfCareTeam(careTeam string) string {
	for _, c := range coaches {
		for _, t := range c.careTeams {
			if t == careTeam {
				return c.id
			}
		}
	}
	return sanna
}

// addSupervision makes the team's hour on Tuesdays, and once a month an hour
// for each coach, a day in the field, a look at the outcomes and at the log.
func (s *service) addSupervision() {
	const told = 30 // for so many days back there is a text
	add := func(on casework.Day, kind casework.SupervisionKind, staff ...string) {
		if !workday(on) || on.After(s.today) {
			return
		}
		one := interchange.Supervision{Team: team, On: on, Kind: kind, Staff: staff}
		if s.today.DaysSince(on) < told {
			one.Text, one.Practise = agreed[kind].text, agreed[kind].practise
		}
		s.doc.Supervision = append(s.doc.Supervision, one)
	}
	week := 0
	for monday := s.beganOn; !monday.After(s.today); monday = monday.AddDays(7) {
		add(monday.AddDays(int(time.Tuesday-time.Monday)), "group", riikka, sami, tuuli, sanna)
		switch fullTime := []string{riikka, sami, tuuli}; week % 4 {
		case 0:
			add(monday.AddDays(1), casework.ContactLogReview, riikka, sami, tuuli, sanna)
		case 1:
			add(monday.AddDays(3), "field_mentoring", sanna, tuuli)
		case 2:
			add(monday.AddDays(1), "outcome_review", riikka, sami, tuuli, sanna)
		case 3:
			for i, id := range fullTime {
				add(monday.AddDays(i), "individual", sanna, id)
			}
		}
		week++
	}
}

// agreed is what the team's newest occasions of guidance say.
var agreed = map[casework.SupervisionKind]struct{ text, practise string }{
	casework.GroupSupervision: {text: "Jaettiin kaksi työvihjettä. Sami lähtee Tuulin pariksi torstain käynneille."},
	casework.FieldMentoring:   {"Avaus oli luonteva ja Tuuli kuunteli. Tarpeista kysyttiin vasta lopuksi.", "Kysy ensin, millaista apua talossa kaivataan."},
	casework.ContactLogReview: {text: "Käytiin läpi, keneen palataan. Tavoite ensi viikolle: kaksi uutta työnantajaa kullekin."},
}

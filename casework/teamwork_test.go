package casework

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestNoteSupervision(t *testing.T) {
	today := day("2026-11-23")
	good := Supervision{TeamID: 1, On: today, Kind: GroupSupervision, Staff: []int64{3}}
	for _, row := range []struct {
		rule    string
		change  func(*Supervision)
		want    func(*Supervision)
		refused string
	}{
		{"no day is today, and space round the texts goes", func(s *Supervision) { s.On, s.Text = Day{}, " Leads. " }, func(s *Supervision) { s.Text = "Leads." }, ""},
		{"of a day in the field it is told where, and what to practise", func(s *Supervision) { s.Kind, s.Practise, s.EmployerID = FieldMentoring, " Ask more ", 7 },
			func(s *Supervision) { s.Kind, s.Practise, s.EmployerID = FieldMentoring, "Ask more", 7 }, ""},
		{"of nothing else", func(s *Supervision) { s.Practise, s.EmployerID = "x", 7 }, func(*Supervision) {}, ""},
		{"somebody was there", func(s *Supervision) { s.Staff = nil }, nil, "staff: teamwork.staff_missing"},
		{"on a day that has come", func(s *Supervision) { s.On = today.AddDays(1) }, nil, "on: problem.day_ahead"},
		{"of a kind of the list", func(s *Supervision) { s.Kind = "coffee" }, nil, "kind: problem.choose"},
		{"in at most 2,000 characters", func(s *Supervision) { s.Text = strings.Repeat("ä", 2001) }, nil, "text: problem.too_long"},
		{"and 500 of what to practise", func(s *Supervision) { s.Kind, s.Practise = FieldMentoring, strings.Repeat("ä", 501) }, nil, "practise: problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			note := good
			row.change(&note)
			got, err := NoteSupervision(note, today)
			if mended(err) != row.refused {
				t.Fatalf("it is refused %q", mended(err))
			}
			if row.want == nil {
				return
			}
			want := good
			if row.want(&want); !reflect.DeepEqual(got, want) {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

func TestNoteCareTeamMeeting(t *testing.T) {
	today := day("2026-11-23")
	many, few := 501, -1
	good := CareTeamMeeting{CareTeamID: 1, On: today, Attended: []int64{3, 4}}
	for _, row := range []struct {
		rule    string
		change  func(*CareTeamMeeting)
		want    func(*CareTeamMeeting)
		refused string
	}{
		{"that nobody of ours came is worth noting", func(m *CareTeamMeeting) { m.Attended = nil }, func(m *CareTeamMeeting) { m.Attended = nil }, ""},
		{"some were there for a part of it", func(m *CareTeamMeeting) { m.InPart = []int64{4} }, func(m *CareTeamMeeting) { m.InPart = []int64{4} }, ""},
		{"who was not there at all was not there for a part", func(m *CareTeamMeeting) { m.InPart = []int64{9} }, func(*CareTeamMeeting) {}, ""},
		{"of a care team", func(m *CareTeamMeeting) { m.CareTeamID = 0 }, nil, "care_team: problem.choose"},
		{"on a day that has come", func(m *CareTeamMeeting) { m.On = today.AddDays(1) }, nil, "on: problem.day_ahead"},
		{"numbers can be", func(m *CareTeamMeeting) { m.Discussed, m.Proposed = &many, &few }, nil, "discussed: teamwork.people, proposed: teamwork.people"},
		{"in at most 2,000 characters", func(m *CareTeamMeeting) { m.Text = strings.Repeat("ä", 2001) }, nil, "text: problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			note := good
			row.change(&note)
			got, err := NoteCareTeamMeeting(note, today)
			if mended(err) != row.refused {
				t.Fatalf("it is refused %q", mended(err))
			}
			if row.want == nil {
				return
			}
			want := good
			if row.want(&want); !reflect.DeepEqual(got, want) {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

func TestNoteService(t *testing.T) {
	today := day("2026-11-23")
	six, many := 6, 501
	good := ServiceNote{TeamID: 1, On: today, Kind: SteeringMeeting}
	for _, row := range []struct {
		rule    string
		change  func(*ServiceNote)
		want    func(*ServiceNote)
		refused string
	}{
		{"whom it was with, on one line", func(n *ServiceNote) { n.With = " The\nboard " }, func(n *ServiceNote) { n.With = "The board" }, ""},
		{"the leaders were there", func(n *ServiceNote) { n.Executive = true }, func(n *ServiceNote) { n.Executive = true }, ""},
		{"that is asked of steering and messages alone", func(n *ServiceNote) { n.Kind, n.Executive = WorkStory, true }, func(n *ServiceNote) { n.Kind = WorkStory }, ""},
		{"how many came is asked of groups", func(n *ServiceNote) { n.Kind, n.Present = PeerGroup, &six }, func(n *ServiceNote) { n.Kind, n.Present = PeerGroup, &six }, ""},
		{"of the steering group too", func(n *ServiceNote) { n.Present = &six }, func(n *ServiceNote) { n.Present = &six }, ""},
		{"and of nothing else", func(n *ServiceNote) {
			n.Kind, n.Present, n.Theme, n.Attendees = WorkStory, &six, "work", []Attendee{{Organisation: "Kela"}}
		}, func(n *ServiceNote) { n.Kind = WorkStory }, ""},
		{"not too many", func(n *ServiceNote) { n.Kind, n.Present = JointGroup, &many }, nil, "present: teamwork.people"},
		{"on a day that has come", func(n *ServiceNote) { n.On = today.AddDays(1) }, nil, "on: problem.day_ahead"},
		{"of a kind of the list", func(n *ServiceNote) { n.Kind = "" }, nil, "kind: problem.choose"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			note := good
			row.change(&note)
			got, err := NoteService(note, today)
			if mended(err) != row.refused {
				t.Fatalf("it is refused %q", mended(err))
			}
			if row.want == nil {
				return
			}
			want := good
			if row.want(&want); !reflect.DeepEqual(got, want) {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

func TestNoteTraining(t *testing.T) {
	today := day("2026-11-23")
	good := Training{StaffID: 1, Kind: SafetyTraining, Name: "First aid", DoneOn: today.AddDays(-9)}
	for _, row := range []struct {
		rule    string
		change  func(*Training)
		refused string
	}{
		{"what was done", func(*Training) {}, ""},
		{"and is to be done again", func(t *Training) { t.DueOn = today.AddDays(700) }, ""},
		{"what is to be done", func(t *Training) { t.DoneOn, t.DueOn = Day{}, today.AddDays(30) }, ""},
		{"by when may have passed", func(t *Training) { t.DoneOn, t.DueOn = Day{}, today.AddDays(-30) }, ""},
		{"neither done nor to be done", func(t *Training) { t.DoneOn = Day{} }, "done_on: teamwork.training_days"},
		{"done on a day that has come", func(t *Training) { t.DoneOn = today.AddDays(1) }, "done_on: problem.day_ahead"},
		{"again means later", func(t *Training) { t.DueOn = t.DoneOn }, "due_on: teamwork.training_renewal"},
		{"somebody's", func(t *Training) { t.StaffID = 0 }, "staff: teamwork.staff_missing"},
		{"with a name", func(t *Training) { t.Name = " " }, "name: teamwork.training_name"},
		{"of a kind of the list", func(t *Training) { t.Kind = "x" }, "kind: problem.choose"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			note := good
			row.change(&note)
			if _, err := NoteTraining(note, today); mended(err) != row.refused {
				t.Errorf("it is refused %q", mended(err))
			}
		})
	}
}

func TestConfirmWeek(t *testing.T) {
	today := day("2026-11-23") // a Monday
	for _, row := range []struct {
		rule    string
		week    Worktime
		refused string
	}{
		{"a week that was worked", Worktime{Week: 202647, Hours: 37.5, EmploymentServices: 36, Community: 20}, ""},
		{"away the whole week", Worktime{Week: 202647}, ""},
		{"this week may be confirmed before it is over", Worktime{Week: 202648, Hours: 30, EmploymentServices: 30}, ""},
		{"one that has not begun may not", Worktime{Week: 202649}, "week: teamwork.week_ahead"},
		{"nobody works 81 hours", Worktime{Week: 202647, Hours: 81, EmploymentServices: 81}, "hours: teamwork.hours"},
		{"nor less than none", Worktime{Week: 202647, Hours: -1, EmploymentServices: -1}, "hours: teamwork.hours"},
		{"other work is a part of all", Worktime{Week: 202647, Hours: 10, EmploymentServices: -1}, "other: teamwork.hours_part"},
		{"and not less than none", Worktime{Week: 202647, Hours: 10, EmploymentServices: 11}, "other: teamwork.hours_part"},
		{"so is the work outside", Worktime{Week: 202647, Hours: 10, EmploymentServices: 10, Community: 10.5}, "community: teamwork.hours_part"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if _, err := ConfirmWeek(row.week, today); mended(err) != row.refused {
				t.Errorf("it is refused %q", mended(err))
			}
		})
	}
}

// TestProposeWeek: each row is the log of one week of the person 3, and what it
// comes to: hours, of them coaching and outside, and the parts.
func TestProposeWeek(t *testing.T) {
	met := func(place Place, channel MeetingChannel, minutes int) Meeting {
		return Meeting{Staff: []int64{3}, Place: place, Channel: channel, Minutes: minutes}
	}
	usual := &Worktime{Hours: 30, EmploymentServices: 27}
	visit := EmployerContact{Channel: FaceToFace, Staff: []int64{3, 4}}
	call := EmployerContact{Channel: ByPhone, Staff: []int64{3}}
	undone, others := visit, visit
	undone.Withdrawn, others.Staff = true, []int64{4}
	gone := met(PlaceHome, MeetingFaceToFace, 60)
	gone.Withdrawn = true
	for _, row := range []struct {
		rule  string
		log   WeekLog
		usual *Worktime
		want  string
	}{
		{"nothing noted: a full week of coaching, none of it outside", WeekLog{}, nil, "37.5 37.5 0 []"},
		{"hours and other work are as they were last", WeekLog{}, usual, "30 27 0 []"},
		{"clients met in town, at home and at work are outside", WeekLog{Meetings: []Meeting{met(PlaceCommunity, MeetingFaceToFace, 90), met(PlaceHome, MeetingFaceToFace, 30), met(PlaceWorkplace, MeetingFaceToFace, 60)}}, nil,
			"37.5 37.5 3 [{clients_outside 3 180}]"},
		{"at the office and the care unit they are not", WeekLog{Meetings: []Meeting{met(PlaceOffice, MeetingFaceToFace, 45), met(PlaceCareUnit, MeetingFaceToFace, 0)}}, nil,
			"37.5 37.5 0 [{clients_inside 2 105}]"},
		{"nor by telephone or video", WeekLog{Meetings: []Meeting{met(PlaceRemote, MeetingByPhone, 0), met(PlaceRemote, MeetingByVideo, 30)}}, nil,
			"37.5 37.5 0 [{clients_afar 2 45}]"},
		{"an employer met is an hour outside, also of two coaches", WeekLog{Contacts: []EmployerContact{visit, visit}}, nil, "37.5 37.5 2 [{employers 2 120}]"},
		{"a call, a withdrawn visit and another's are none", WeekLog{Contacts: []EmployerContact{call, undone, others}, Meetings: []Meeting{gone, {Staff: []int64{4}, Channel: MeetingFaceToFace, Minutes: 60}}}, nil, "37.5 37.5 0 []"},
		{"care teams and guidance are told", WeekLog{CareTeamMeetings: []CareTeamMeeting{{Attended: []int64{3}}, {Attended: []int64{4}}, {Noted: Noted{Withdrawn: true}, Attended: []int64{3}}},
			Supervision: []Supervision{{Staff: []int64{3}}, {Noted: Noted{Withdrawn: true}, Staff: []int64{3}}}}, nil, "37.5 37.5 0 [{care_teams 1 60} {guidance 1 60}]"},
		{"to the nearest half an hour", WeekLog{Meetings: []Meeting{met(PlaceHome, MeetingFaceToFace, 100)}}, nil, "37.5 37.5 1.5 [{clients_outside 1 100}]"},
		{"what was noted does not make the week longer", WeekLog{Meetings: []Meeting{met(PlaceHome, MeetingFaceToFace, 2400)}}, usual, "30 27 30 [{clients_outside 1 2400}]"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			p := ProposeWeek(3, row.log, row.usual, 1)
			if p.Lines == nil {
				p.Lines = []WeekLine{}
			}
			if got := fmt.Sprint(p.Hours, p.EmploymentServices, p.Community, p.Lines); got != row.want {
				t.Errorf("it is %s, want %s", got, row.want)
			}
		})
	}
	if half := ProposeWeek(3, WeekLog{}, nil, 0.5); half.Hours != FullWeek/2 {
		t.Errorf("half-time work is %v hours", half.Hours)
	}
}

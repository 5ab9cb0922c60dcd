package fidelity

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"sijoita/casework"
)

// partsOf writes the parts of an item shortly: the element or figure, how much of
// how much, and + for what is there and – for what is not.
func partsOf(i LiveItem) string {
	var all []string
	for _, p := range i.Parts {
		line := p.Key
		if p.N != nil {
			line += fmt.Sprint(" ", *p.N)
		}
		if p.Of != nil {
			line += fmt.Sprint("/", *p.Of)
		}
		all = append(all, line+map[PartState]string{Found: " +", NotFound: " –", Judge: " ?"}[p.State])
	}
	return strings.Join(all, ", ")
}

// guided adds an occasion of guidance on each of the days.
func guided(kind casework.SupervisionKind, days string, staff ...int64) func(*Records) {
	return func(r *Records) {
		for _, on := range strings.Fields(days) {
			r.Supervision = append(r.Supervision, casework.Supervision{TeamID: 1, On: d(on), Kind: kind, Staff: staff})
		}
	}
}

// deeds adds a note of the service on each of the days, with the leaders.
func deeds(kind casework.ServiceNoteKind, days string) func(*Records) {
	return func(r *Records) {
		for _, on := range strings.Fields(days) {
			r.ServiceNotes = append(r.ServiceNotes, casework.ServiceNote{TeamID: 1, On: d(on), Kind: kind, Executive: true})
		}
	}
}

// careMeeting adds a meeting of the first care team.
func careMeeting(on string, change func(*casework.CareTeamMeeting)) func(*Records) {
	return func(r *Records) {
		m := casework.CareTeamMeeting{CareTeamID: 1, On: d(on), Attended: []int64{1}}
		m.ID = int64(len(r.CareTeamMeetings)) + 1
		if change != nil {
			change(&m)
		}
		r.CareTeamMeetings = append(r.CareTeamMeetings, m)
	}
}

func reviewed(on string, total int) func(*Records) {
	return func(r *Records) {
		r.Reviews = append(r.Reviews, casework.Review{Record: called("r1", 1), TeamID: 1, From: d(on), To: d(on), Total: &total})
	}
}

// listed puts as many on a care team's list of work interest as there are days:
// those on which each was asked, or none.
func listed(careTeam int64, asked ...string) func(*Records) {
	return func(r *Records) {
		for _, on := range asked {
			c := casework.UnitClient{CareTeamID: careTeam, Span: span("2023-01-01", "")}
			if on != "" {
				c.Answers = []casework.InterestAnswer{{On: d(on), Interest: casework.WantsUnsure}}
			}
			r.UnitClients = append(r.UnitClients, c)
		}
	}
}

// TestTeamsOwnWork: what the notes of the team's own work come to: score, value,
// what was counted and is missing, and the parts.
func TestTeamsOwnWork(t *testing.T) {
	of := func(parts ...func(*Records)) []func(*Records) { return parts }
	two := 2
	quarter := "2024-03-06 2024-04-03 2024-05-08"
	const weeks = "2024-03-05 2024-03-12 2024-03-19 2024-03-26 2024-04-02 2024-04-09 2024-04-16 2024-04-23 2024-04-30 2024-05-07"
	for _, c := range []struct {
		says  string
		item  int
		parts []func(*Records)
		want  string
	}{
		{"whole meetings are told beside all, and the new people proposed", 5, of(
			careMeeting("2024-05-06", func(m *casework.CareTeamMeeting) { m.InPart = []int64{1} }),
			careMeeting("2024-05-13", func(m *casework.CareTeamMeeting) { m.Proposed = &two }),
			careMeeting("2024-05-20", func(m *casework.CareTeamMeeting) { m.Attended = nil }),
			careMeeting("2024-05-27", nil),
			careMeeting("2024-06-03", func(m *casework.CareTeamMeeting) { m.Withdrawn = true })),
			"– – 4 judgement=4 | weekly_meeting 3/4 +, whole_meeting 2/3, proposed 2, shared_decisions ?, shared_record ?, shared_office ?, work_for_others ?"},

		{"meetings every month and contacts about clients in most weeks", 6, of(deeds(casework.PartnerMeeting, quarter), deeds(casework.PartnerContact, weeks)),
			"5 76.9231 13 | scheduled_meetings 3/3 +, client_contacts 10/13 +"},
		{"meetings every month and few contacts", 6, of(deeds(casework.PartnerMeeting, quarter), deeds(casework.PartnerContact, "2024-03-05")),
			"4 7.6923 4 | scheduled_meetings 3/3 +, client_contacts 1/13 –"},
		{"contacts in each month", 6, of(deeds(casework.PartnerContact, quarter)), "3 23.0769 3 | scheduled_meetings 0/3 –, client_contacts 3/13 –"},
		{"two contacts of a week are one week", 6, of(deeds(casework.PartnerContact, "2024-03-05 2024-03-06")), "2 7.6923 2 | scheduled_meetings 0/3 –, client_contacts 1/13 –"},
		{"without a contact noted nothing is guessed", 6, of(deeds(casework.PartnerMeeting, quarter)), "– – 3 partner_contacts=1 judgement=1 | scheduled_meetings 3/3 +, client_contacts ?"},
		{"contacts of this month are of the next quarter", 6, of(deeds(casework.PartnerContact, "2024-06-01 2024-02-29")), "– – 0 partner_contacts=1 judgement=1 | scheduled_meetings 0/3 –, client_contacts ?"},

		{"guidance in most weeks, and what lacks", 8, of(guided(casework.GroupSupervision, weeks), guided(casework.FieldMentoring, quarter, 1), guided(casework.OutcomeReview, "2024-05-01", 1)),
			"– – 1 guided_weeks=1 leader_meetings=1 mentoring_months=1 judgement=1 | leader_time 0/0.1 –, weekly_supervision 8/12 –, care_team_contact 0/1 –, field_mentoring 2/3 –, mentored 1/1, outcome_review 1/1 +"},
		{"a withdrawn occasion is none", 8, of(func(r *Records) {
			guided(casework.OutcomeReview, "2024-05-01", 1)(r)
			r.Supervision[0].Withdrawn = true
		}), "– – 1 guided_weeks=9 leader_meetings=1 mentoring_months=3 outcome_reviews=1 judgement=1 | leader_time 0/0.1 –, weekly_supervision 0/12 –, care_team_contact 0/1 –, field_mentoring 0/3 –, mentored 0/1, outcome_review 0/1 –"},

		{"stories twice a year, outcomes in a quarter", 10, of(deeds(casework.WorkStory, "2023-06-13 2024-06-12"), deeds(casework.OutcomeReport, "2024-03-13")),
			"– – 3 judgement=3 | stories 2/2 +, rate_shared 1/1 +, asked_at_intake ?, asked_at_reviews ?, notices ?"},
		{"a story and a report of longer ago", 10, of(deeds(casework.WorkStory, "2023-06-12 2024-06-12"), deeds(casework.OutcomeReport, "2024-03-12")),
			"– – 1 work_stories=1 outcome_reports=1 judgement=3 | stories 1/2 –, rate_shared 0/1 –, asked_at_intake ?, asked_at_reviews ?, notices ?"},
		{"on a care team's list some were asked within the year", 10, of(listed(1, "2023-06-13", "2023-06-12", "", "", "2024-06-12")),
			"– – 0 work_stories=2 outcome_reports=1 judgement=3 | stories 0/2 –, rate_shared 0/1 –, asked_about_work 2/5, asked_at_intake ?, asked_at_reviews ?, notices ?"},
		{"a list of four would tell of persons, and one of another team's is not theirs", 10, of(listed(1, "", "", "", "2024-06-12"), listed(9, "", "", "", "", "2024-06-12")),
			"– – 0 work_stories=2 outcome_reports=1 judgement=3 | stories 0/2 –, rate_shared 0/1 –, asked_at_intake ?, asked_at_reviews ?, notices ?"},

		{"before a good review steering takes four meetings", 11, of(deeds(casework.SteeringMeeting, quarter), deeds(casework.StaffMessage, "2023-09-01"), deeds(casework.BarrierReport, "2023-10-01 2024-05-01")),
			"– – 6 steering_meetings=1 judgement=1 | steering 3/4 –, message_to_staff 1/1 +, barriers_heard 2/2 +, reviews_on_time 0/1 –, knows_principles ?"},
		{"after one two are enough", 11, of(deeds(casework.SteeringMeeting, quarter), reviewed("2024-05-08", 103)),
			"– – 4 staff_messages=1 barrier_reports=2 judgement=1 | steering 3/2 +, message_to_staff 0/1 –, barriers_heard 0/2 –, reviews_on_time 35/366 +, knows_principles ?"},
		{"a meeting without the leaders is not theirs", 11, of(deeds(casework.SteeringMeeting, quarter), reviewed("2024-05-08", 99), func(r *Records) {
			r.ServiceNotes[0].Executive = false
			r.ServiceNotes[1].Withdrawn = true
			r.ServiceNotes[2].TeamID = 2
		}), "– – 1 steering_meetings=4 staff_messages=1 barrier_reports=2 judgement=1 | steering 0/4 –, message_to_staff 0/1 –, barriers_heard 0/2 –, reviews_on_time 35/183 +, knows_principles ?"},
	} {
		t.Run(c.says, func(t *testing.T) {
			got := Live(records(t, c.parts...), d(asked)).Items[c.item]
			if text := brief(got) + " | " + partsOf(got); text != c.want {
				t.Errorf("item %d is\n%s, want\n%s", c.item, text, c.want)
			}
		})
	}
}

// TestPartnersNext: doing what is told of item 6 raises it by a point.
func TestPartnersNext(t *testing.T) {
	contacts := func(n int) string {
		days := make([]string, n)
		for i := range days {
			days[i] = d("2024-03-04").AddDays(9 * i).String()
		}
		return strings.Join(days, " ")
	}
	for _, c := range []struct {
		says     string
		meetings string
		contacts int
		want     string
	}{
		{"from some contact to contacts in each month, or a meeting", "", 1, "3: partner_months 1 | partner_weeks 2"},
		{"from contacts in each month a meeting, or weekly contacts", "", 9, "4: partner_months 1 | partner_weeks 1"},
		{"to the top it takes both", "2024-03-06 2024-04-03", 8, "5: partner_months 1 + partner_weeks 2"},
		{"or what lacks of them", "2024-03-06 2024-04-03 2024-05-08", 8, "5: partner_weeks 2"},
		{"the top needs nothing", "2024-03-06 2024-04-03 2024-05-08", 10, ""},
	} {
		t.Run(c.says, func(t *testing.T) {
			r := records(t, deeds(casework.PartnerMeeting, c.meetings), deeds(casework.PartnerContact, contacts(c.contacts)))
			if got := ways(Live(r, d(asked)).Items[6].ToNext); got != c.want {
				t.Errorf("it takes %q, want %q", got, c.want)
			}
		})
	}
}

// TestNotingMoreNeverLowers makes random records of a team, and notes one thing
// more that was done: no score falls, and no part that was there goes.
func TestNotingMoreNeverLowers(t *testing.T) {
	chance := rand.New(rand.NewPCG(17, 25))
	anyDay := func() casework.Day { return d(asked).AddDays(-chance.IntN(400)) }
	guidance := func() casework.Supervision {
		return casework.Supervision{TeamID: 1, On: anyDay(), Kind: casework.SupervisionKinds[chance.IntN(len(casework.SupervisionKinds))], Staff: []int64{1, 2}}
	}
	deed := func() casework.ServiceNote {
		return casework.ServiceNote{TeamID: 1, On: anyDay(), Kind: casework.ServiceNoteKinds[chance.IntN(len(casework.ServiceNoteKinds))], Executive: true}
	}
	meeting := func(attended ...int64) casework.CareTeamMeeting {
		return casework.CareTeamMeeting{CareTeamID: 1 + chance.Int64N(2), On: anyDay(), Attended: attended}
	}
	better := []struct {
		says string
		do   func(*Records)
	}{
		{"guidance", func(r *Records) { r.Supervision = append(r.Supervision, guidance()) }},
		{"a deed for the service", func(r *Records) { r.ServiceNotes = append(r.ServiceNotes, deed()) }},
		{"a care team's meeting with all", func(r *Records) { r.CareTeamMeetings = append(r.CareTeamMeetings, meeting(1, 2, 9)) }},
		{"that somebody was there for the whole", func(r *Records) { r.CareTeamMeetings[0].InPart = nil }},
		{"an hour more outside", func(r *Records) { r.Worktime[0].Community = min(r.Worktime[0].Hours, r.Worktime[0].Community+1) }},
		{"an hour more of coaching", func(r *Records) {
			r.Worktime[0].EmploymentServices = min(r.Worktime[0].Hours, r.Worktime[0].EmploymentServices+1)
		}},
		{"a visit to an employer", func(r *Records) { visits(0, anyDay().String(), 1)(r) }},
	}
	for range 60 {
		r := records(t, colleague("2023-01-01", "", 1), clients(3, 1, 1), clients(4, 2, 1), worked(1, "2024-W23", 40, 10+30*chance.Float64(), 30*chance.Float64()), func(r *Records) {
			r.CareTeams[1].Kind = casework.CareEmployment
			r.Staff = append(r.Staff, casework.Staff{Record: called("v", 9), Grants: []casework.Grant{{Role: casework.RoleTeamLeader, TeamID: 1}}})
			for range chance.IntN(40) {
				r.Supervision = append(r.Supervision, guidance())
			}
			for range chance.IntN(60) {
				r.ServiceNotes = append(r.ServiceNotes, deed())
			}
			for range 1 + chance.IntN(10) {
				r.CareTeamMeetings = append(r.CareTeamMeetings, meeting([][]int64{nil, {1}, {2, 9}}[chance.IntN(3)]...))
			}
			for range chance.IntN(60) {
				visits(0, anyDay().String(), 1+chance.Int64N(2))(r)
			}
		})
		before := Live(r, d(asked))
		for range 20 {
			how := better[chance.IntN(len(better))]
			how.do(&r)
			after := Live(r, d(asked))
			noLower(t, how.says, before, after)
			before = after
		}
	}
}

// noLower fails when a score fell, or a part that was there went.
func noLower(t *testing.T, how string, before, after LiveScores) {
	t.Helper()
	for n, was := range before.Items {
		is := after.Items[n]
		if was.Score != nil && (is.Score == nil || *is.Score < *was.Score) {
			t.Fatalf("%s: item %d was %s and is %s", how, n, brief(was), brief(is))
		}
		there := map[string]PartState{}
		for _, p := range is.Parts {
			there[p.Key] = p.State
		}
		for _, p := range was.Parts {
			if p.State == Found && there[p.Key] != Found {
				t.Fatalf("%s: item %d had %s", how, n, p.Key)
			}
		}
	}
}

package casework

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestLogContactFillsInWhatIsNotAsked(t *testing.T) {
	today := day("2026-11-23")
	yes, no := true, false
	least := ContactNote{EmployerID: 5, Staff: []int64{3}}
	contact := EmployerContact{
		EmployerID: 5, Staff: []int64{3}, On: today, Channel: FaceToFace, Kind: ColdVisit,
		Reached: ReachedOther, DecisionMaker: &no, Next: NextNotNow,
	}
	for _, row := range []struct {
		rule   string
		note   func(*ContactNote)
		expect func(*EmployerContact)
	}{
		{"an employer is enough: today, face to face, a cold visit, somebody, nothing more", func(*ContactNote) {}, func(*EmployerContact) {}},
		{"a day of its own", func(n *ContactNote) { n.On = day("2026-11-20") }, func(c *EmployerContact) { c.On = day("2026-11-20") }},
		{"whoever meets the decision maker has met them", func(n *ContactNote) { n.Reached = ReachedDecisionMaker },
			func(c *EmployerContact) { c.Reached, c.DecisionMaker = ReachedDecisionMaker, &yes }},
		{"a return without a day is four weeks on", func(n *ContactNote) { n.Next = NextReturn },
			func(c *EmployerContact) { c.Next, c.ReturnOn = NextReturn, day("2026-12-21") }},
		{"four weeks from the contact, not from today", func(n *ContactNote) { n.Next, n.On = NextReturn, day("2026-11-16") },
			func(c *EmployerContact) { c.Next, c.On, c.ReturnOn = NextReturn, day("2026-11-16"), day("2026-12-14") }},
		{"a return on a day of its own", func(n *ContactNote) { n.Next, n.ReturnOn = NextReturn, day("2026-11-26") },
			func(c *EmployerContact) { c.Next, c.ReturnOn = NextReturn, day("2026-11-26") }},
		{"no return, no day of return", func(n *ContactNote) { n.Next, n.ReturnOn = NextLead, day("2026-11-26") },
			func(c *EmployerContact) { c.Next = NextLead }},
		{"space around the text goes", func(n *ContactNote) { n.Learned = " looking for a cleaner \n" },
			func(c *EmployerContact) { c.Learned = "looking for a cleaner" }},
		{"a pair", func(n *ContactNote) { n.Staff = []int64{3, 4} }, func(c *EmployerContact) { c.Staff = []int64{3, 4} }},
		{"for a client who has given leave", func(n *ContactNote) { n.EpisodeID = 9 }, func(c *EmployerContact) { c.EpisodeID = 9 }},
		{"everything told stays as told", func(n *ContactNote) { n.Channel, n.Kind, n.Reached = ByPhone, FollowUp, ReachedNobody },
			func(c *EmployerContact) { c.Channel, c.Kind, c.Reached = ByPhone, FollowUp, ReachedNobody }},
	} {
		t.Run(row.rule, func(t *testing.T) {
			note, want := least, contact
			row.note(&note)
			row.expect(&want)
			got, err := LogContact(note, Consent{Given: true, Leave: LeaveDirect}, today)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("it is %+v, %v\nwant %+v", got, err, want)
			}
		})
	}
}

func TestLogContactRefuses(t *testing.T) {
	today := day("2026-11-23")
	for _, row := range []struct {
		rule  string
		note  func(*ContactNote)
		leave EmployerLeave
		want  string
	}{
		{"no employer", func(n *ContactNote) { n.EmployerID = 0 }, LeaveDirect, "employer: contact.employer_missing"},
		{"nobody who made it", func(n *ContactNote) { n.Staff = nil }, LeaveDirect, "staff: contact.staff_missing"},
		{"tomorrow", func(n *ContactNote) { n.On = today.AddDays(1) }, LeaveDirect, "on: problem.day_ahead"},
		{"a channel that there is not", func(n *ContactNote) { n.Channel = "pigeon" }, LeaveDirect, "channel: problem.choose"},
		{"a kind that there is not", func(n *ContactNote) { n.Kind = "raid" }, LeaveDirect, "kind: problem.choose"},
		{"an answer that there is not", func(n *ContactNote) { n.Reached = "the dog" }, LeaveDirect, "reached: problem.choose"},
		{"a follow-up that there is not", func(n *ContactNote) { n.Next = "maybe" }, LeaveDirect, "next: problem.choose"},
		{"a return before the contact", func(n *ContactNote) { n.Next, n.ReturnOn = NextReturn, today.AddDays(-1) }, LeaveDirect, "return_on: contact.return_before"},
		{"a text over a thousand characters", func(n *ContactNote) { n.Learned = strings.Repeat("ä", 1001) }, LeaveDirect, "learned: problem.too_long"},
		{"a purpose and an objection that there are not, and a long name", func(n *ContactNote) {
			n.Person, n.Purpose, n.Objections = strings.Repeat("ä", 201), "fun", []Objection{ObjectionMoney, "rain"}
		}, LeaveDirect, "person: problem.too_long; purpose: problem.choose; objections: problem.choose"},
		{"a client who has given no leave", func(n *ContactNote) { n.EpisodeID = 9 }, LeaveNone, "client: contact.no_leave"},
		{"a client who has given leave to help in the background", func(n *ContactNote) { n.EpisodeID = 9 }, LeaveBackground, "client: contact.no_leave"},
		{"a client who has given leave to name them to other employers", func(n *ContactNote) { n.EpisodeID = 9 }, LeaveNamed, "client: contact.other_employers_only"},
		{"all of it at once", func(n *ContactNote) { *n = ContactNote{On: today.AddDays(1)} }, LeaveNone,
			"employer: contact.employer_missing; staff: contact.staff_missing; on: problem.day_ahead"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			note := ContactNote{EmployerID: 5, Staff: []int64{3}}
			row.note(&note)
			got, err := LogContact(note, Consent{Given: true, Leave: row.leave, Employers: []int64{6}}, today)
			if want := "invalid: problem.invalid; " + row.want; told(err) != want {
				t.Errorf("told %q, want %q", told(err), want)
			}
			if !reflect.DeepEqual(got, EmployerContact{}) {
				t.Errorf("refused, and made %+v", got)
			}
		})
	}
	for rule, note := range map[string]ContactNote{
		"a return on the day of the contact": {EmployerID: 5, Staff: []int64{3}, Next: NextReturn, ReturnOn: today},
		"a thousand characters":              {EmployerID: 5, Staff: []int64{3}, Learned: strings.Repeat("ä", 1000)},
		"nobody in particular without leave": {EmployerID: 5, Staff: []int64{3}},
	} {
		if _, err := LogContact(note, Consent{}, today); err != nil {
			t.Errorf("%s is refused: %v", rule, err)
		}
	}
}

func TestEveryOfferedAnswerIsTaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		note := ContactNote{
			EmployerID: 5, Staff: []int64{3}, On: day("2026-11-23").AddDays(-rapid.IntRange(0, 400).Draw(t, "days")),
			Channel: rapid.SampledFrom(ContactChannels).Draw(t, "channel"), Kind: rapid.SampledFrom(ContactKinds).Draw(t, "kind"),
			Reached: rapid.SampledFrom(ReachedAnswers).Draw(t, "reached"), Next: rapid.SampledFrom(NextAnswers).Draw(t, "next"),
		}
		c, err := LogContact(note, Consent{}, day("2026-11-23"))
		if err != nil {
			t.Fatal(err)
		}
		if (c.Next == NextReturn) == c.ReturnOn.IsZero() || c.Counts() != (c.Channel == FaceToFace) || *c.DecisionMaker != (c.Reached == ReachedDecisionMaker) {
			t.Fatalf("it is %+v", c)
		}
	})
}

func TestCounts(t *testing.T) {
	for _, row := range []struct {
		rule    string
		contact EmployerContact
		want    bool
	}{
		{"face to face is one of the six", EmployerContact{Channel: FaceToFace}, true},
		{"a call is not", EmployerContact{Channel: ByPhone}, false},
		{"nor a call with picture", EmployerContact{Channel: ByVideo}, false},
		{"nor an event", EmployerContact{Channel: AtEvent}, false},
		{"nor a withdrawn one", EmployerContact{Channel: FaceToFace, Noted: Noted{Withdrawn: true}}, false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if row.contact.Counts() != row.want {
				t.Errorf("it counts: %v", !row.want)
			}
		})
	}
}

func TestAddEmployer(t *testing.T) {
	for _, row := range []struct{ rule, name, want, told string }{
		{"a name is enough", "Lähikauppa Purola", "Lähikauppa Purola", ""},
		{"spaces become single", "  Lähikauppa \t Purola ", "Lähikauppa Purola", ""},
		{"two hundred letters", strings.Repeat("ö", 200), strings.Repeat("ö", 200), ""},
		{"not one more", strings.Repeat("ö", 201), "", "invalid: problem.invalid; employer_name: problem.too_long"},
		{"no name", "", "", "invalid: problem.invalid; employer_name: employer.name_missing"},
		{"spaces are no name", " \n ", "", "invalid: problem.invalid; employer_name: employer.name_missing"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := AddEmployer(NewEmployer{UID: UID{1}, Name: row.name, Municipality: "205"})
			if told(err) != row.told {
				t.Fatalf("told %q, want %q", told(err), row.told)
			}
			if err == nil && (got.Name != row.want || got.UID != UID{1} || got.Municipality != "205") {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

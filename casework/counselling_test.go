package casework

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestNoteCounselling(t *testing.T) {
	today := day("2026-11-23")
	euros := func(c Cents) *Cents { return &c }
	for _, row := range []struct {
		rule string
		note func(*Counselling)
		want string
	}{
		{"a day is enough", func(*Counselling) {}, ""},
		{"no day", func(c *Counselling) { c.On = Day{} }, "on: problem.day_missing"},
		{"a day ahead", func(c *Counselling) { c.On = today.AddDays(1) }, "on: problem.day_ahead"},
		{"everything told", func(c *Counselling) {
			c.Adviser, c.GivenBy, c.Topics, c.Asked = SpeciallyTrained, OfficeKela, Topics, Offices
			c.Limit, c.LimitSource, c.Written = euros(1), LimitPortal, true
		}, ""},
		{"a training that is none", func(c *Counselling) { c.Adviser = "much" }, "adviser: problem.choose"},
		{"an unemployment fund answers, and does not advise", func(c *Counselling) { c.GivenBy = OfficeFund }, "given_by: problem.choose"},
		{"the coach is not asked", func(c *Counselling) { c.Asked = []Office{OfficeCoach} }, "asked: problem.choose"},
		{"a topic that is none", func(c *Counselling) { c.Topics = []Topic{TopicNet, "weather"} }, "topics: problem.choose"},
		{"a limit of nothing", func(c *Counselling) { c.Limit = euros(0) }, "limit: counselling.limit_range"},
		{"a source that is none", func(c *Counselling) { c.Limit, c.LimitSource = euros(1), "dream" }, "limit_source: problem.choose"},
		{"texts that are too long", func(c *Counselling) { c.Decision, c.Text = strings.Repeat("a", 1001), strings.Repeat("a", 4001) },
			"decision: problem.too_long; text: problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			c := Counselling{On: today}
			row.note(&c)
			if _, err := NoteCounselling(c, today); row.want == "" && err != nil || row.want != "" && told(err) != "invalid: problem.invalid; "+row.want {
				t.Errorf("told %q, want %q", told(err), row.want)
			}
		})
	}
	got, err := NoteCounselling(Counselling{On: today, LimitSource: LimitPhone, Decision: " ottaa työn\n"}, today)
	if want := (Counselling{On: today, Decision: "ottaa työn"}); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("a source without a limit stays: %+v, %v", got, err)
	}
}

// occasionLine tells an occasion: whose, when, and how it was met.
func occasionLine(o Occasion) string {
	line := fmt.Sprintf("job %d %s", o.Placement.ID, o.On)
	if o.Change {
		line += " change"
	}
	switch {
	case !o.Given.IsZero():
		line += " " + o.Given.String()
		if !o.InTime() {
			line += " late"
		}
	case !o.Declined.IsZero():
		line += " declined"
	}
	if o.Missing() {
		line += " missing"
	}
	return line
}

func TestOccasions(t *testing.T) {
	e := Episode{Noted: Noted{Record: Record{ID: 9}}, StartedOn: day("2026-01-10")}
	job := func(id int64, from string, changes ...string) Placement {
		p := Placement{Noted: Noted{Record: Record{ID: id}}, EpisodeID: 9, Kind: Employment, StartsOn: day(from)}
		for _, c := range changes {
			p.Changes = append(p.Changes, PlacementChange{From: day(c)})
		}
		return p
	}
	advice := func(on string, of int64) Counselling { return Counselling{On: day(on), PlacementID: of} }
	declined := func(on string, of int64) StartAnswer {
		return StartAnswer{On: day(on), PlacementID: of, Question: StartCounselling, Reply: StartDeclined}
	}
	withdrawn := advice("2026-05-20", 0)
	withdrawn.Withdrawn = true
	trial, dropped, elsewhere := job(2, "2026-06-01"), job(3, "2026-06-01"), job(4, "2026-06-01")
	trial.Kind, dropped.Withdrawn, elsewhere.EpisodeID = WorkTrial, true, 8
	for _, row := range []struct {
		rule    string
		jobs    []Placement
		advised []Counselling
		answers []StartAnswer
		want    []string
	}{
		{"a job without advice", []Placement{job(1, "2026-06-01")}, nil, nil, []string{"job 1 2026-06-01 missing"}},
		{"on the first day it is still before the work", []Placement{job(1, "2026-06-01")}, []Counselling{advice("2026-06-01", 0)}, nil, []string{"job 1 2026-06-01 2026-06-01"}},
		{"the day after it is late, and done", []Placement{job(1, "2026-06-01")}, []Counselling{advice("2026-06-02", 0)}, nil, []string{"job 1 2026-06-01 2026-06-02 late"}},
		{"advice since coaching began counts", []Placement{job(1, "2026-06-01")}, []Counselling{advice("2026-01-10", 0)}, nil, []string{"job 1 2026-06-01 2026-01-10"}},
		{"and none before", []Placement{job(1, "2026-06-01")}, []Counselling{advice("2026-01-09", 0)}, nil, []string{"job 1 2026-06-01 missing"}},
		{"withdrawn advice is none", []Placement{job(1, "2026-06-01")}, []Counselling{withdrawn}, nil, []string{"job 1 2026-06-01 missing"}},
		{"each job has its own: what came before the first is not for the second", []Placement{job(2, "2026-09-01"), job(1, "2026-06-01")},
			[]Counselling{advice("2026-05-20", 0)}, nil, []string{"job 1 2026-06-01 2026-05-20", "job 2 2026-09-01 missing"}},
		{"from the day after the first began it is", []Placement{job(2, "2026-09-01"), job(1, "2026-06-01")},
			[]Counselling{advice("2026-05-20", 0), advice("2026-06-02", 0)}, nil, []string{"job 1 2026-06-01 2026-05-20", "job 2 2026-09-01 2026-06-02"}},
		{"on the day the first began it was still for that", []Placement{job(2, "2026-09-01"), job(1, "2026-06-01")},
			[]Counselling{advice("2026-06-01", 0)}, nil, []string{"job 1 2026-06-01 2026-06-01", "job 2 2026-09-01 missing"}},
		{"two that begin on one day share it", []Placement{job(1, "2026-06-01"), job(2, "2026-06-01")},
			[]Counselling{advice("2026-05-20", 0)}, nil, []string{"job 1 2026-06-01 2026-05-20", "job 2 2026-06-01 2026-05-20"}},
		{"advice that names a job is for no other", []Placement{job(1, "2026-06-01"), job(2, "2026-06-01")},
			[]Counselling{advice("2026-05-20", 2)}, nil, []string{"job 1 2026-06-01 missing", "job 2 2026-06-01 2026-05-20"}},
		{"and counts for it whenever it was", []Placement{job(1, "2026-06-01"), job(2, "2026-09-01")},
			[]Counselling{advice("2026-05-20", 2)}, nil, []string{"job 1 2026-06-01 missing", "job 2 2026-09-01 2026-05-20"}},
		{"a client who declines is asked no more", []Placement{job(1, "2026-06-01")}, nil, []StartAnswer{declined("2026-05-30", 1)}, []string{"job 1 2026-06-01 declined"}},
		{"another job's answer is not this one's", []Placement{job(1, "2026-06-01")}, nil, []StartAnswer{declined("2026-05-30", 2)}, []string{"job 1 2026-06-01 missing"}},
		{"who changes their mind is", []Placement{job(1, "2026-06-01")}, nil,
			[]StartAnswer{declined("2026-05-30", 1), {On: day("2026-05-31"), PlacementID: 1, Question: StartCounselling, Reply: StartOpen}}, []string{"job 1 2026-06-01 missing"}},
		{"work trials, withdrawn jobs and those of other times have none", []Placement{trial, dropped, elsewhere}, nil, nil, nil},

		{"a change asks anew: what came before the start is not for it", []Placement{job(1, "2026-06-01", "2026-06-20")},
			[]Counselling{advice("2026-05-25", 1)}, nil, []string{"job 1 2026-06-01 2026-05-25", "job 1 2026-06-20 change missing"}},
		{"thirty days before a change are soon enough", []Placement{job(1, "2026-06-01", "2026-09-01")},
			[]Counselling{advice("2026-05-25", 1), advice("2026-08-02", 1)}, nil, []string{"job 1 2026-06-01 2026-05-25", "job 1 2026-09-01 change 2026-08-02"}},
		{"thirty-one are not", []Placement{job(1, "2026-06-01", "2026-09-01")},
			[]Counselling{advice("2026-05-25", 1), advice("2026-08-01", 1)}, nil, []string{"job 1 2026-06-01 2026-05-25", "job 1 2026-09-01 change missing"}},
		{"thirty days after a change it is in time", []Placement{job(1, "2026-06-01", "2026-09-01")},
			[]Counselling{advice("2026-05-25", 0), advice("2026-10-01", 0)}, nil, []string{"job 1 2026-06-01 2026-05-25", "job 1 2026-09-01 change 2026-10-01"}},
		{"thirty-one after it is late", []Placement{job(1, "2026-06-01", "2026-09-01")},
			[]Counselling{advice("2026-05-25", 0), advice("2026-10-02", 0)}, nil, []string{"job 1 2026-06-01 2026-05-25", "job 1 2026-09-01 change 2026-10-02 late"}},
		{"of two changes each has its own", []Placement{job(1, "2026-06-01", "2026-09-01", "2026-09-15")},
			[]Counselling{advice("2026-05-25", 0), advice("2026-08-25", 0)}, nil,
			[]string{"job 1 2026-06-01 2026-05-25", "job 1 2026-09-01 change 2026-08-25", "job 1 2026-09-15 change missing"}},
		{"who declined before the start is asked at the change", []Placement{job(1, "2026-06-01", "2026-09-01")}, nil,
			[]StartAnswer{declined("2026-05-30", 1)}, []string{"job 1 2026-06-01 declined", "job 1 2026-09-01 change missing"}},
	} {
		t.Run(row.rule, func(t *testing.T) {
			var got []string
			for _, o := range Occasions(e, row.jobs, row.advised, row.answers) {
				got = append(got, occasionLine(o))
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("they are %q\nwant %q", got, row.want)
			}
		})
	}
}

func TestAnswerStart(t *testing.T) {
	today := day("2026-11-23")
	job := Placement{Noted: Noted{Record: Record{ID: 4}}, EpisodeID: 9, Kind: Employment, StartsOn: today}
	withdrawn, trial := job, job
	withdrawn.Withdrawn, trial.Kind = true, WorkTrial
	for _, row := range []struct {
		rule   string
		of     Placement
		answer StartAnswer
		want   string
	}{
		{"the care team was told", job, StartAnswer{On: today, Question: StartCareTeam, Reply: StartDone}, ""},
		{"the client does not want the support", job, StartAnswer{On: today, Question: StartSupport, Reply: StartDeclined}, ""},
		{"not yet after all", job, StartAnswer{On: today, Question: StartSupport, Reply: StartOpen}, ""},
		{"that benefits were gone through, the record of it says", job, StartAnswer{On: today, Question: StartCounselling, Reply: StartDone}, "invalid: problem.invalid; reply: problem.choose"},
		{"that the client does not want it is an answer", job, StartAnswer{On: today, Question: StartCounselling, Reply: StartDeclined}, ""},
		{"no day, no question, no reply", job, StartAnswer{}, "invalid: problem.invalid; on: problem.day_missing; question: problem.choose; reply: problem.choose"},
		{"a day ahead", job, StartAnswer{On: today.AddDays(1), Question: StartSupport, Reply: StartDone}, "invalid: problem.invalid; on: problem.day_ahead"},
		{"a text that is too long", job, StartAnswer{On: today, Question: StartSupport, Reply: StartDone, Text: strings.Repeat("a", 501)}, "invalid: problem.invalid; text: problem.too_long"},
		{"a withdrawn job", withdrawn, StartAnswer{On: today, Question: StartSupport, Reply: StartDone}, "conflict: placement.withdrawn"},
		{"a work trial", trial, StartAnswer{On: today, Question: StartSupport, Reply: StartDone}, "conflict: counselling.no_job"},
	} {
		got, err := AnswerStart(row.of, row.answer, today)
		if row.want == "" {
			want := row.answer
			want.EpisodeID, want.PlacementID = 9, 4
			if err != nil || got != want {
				t.Errorf("%s: it is %+v, %v", row.rule, got, err)
			}
		} else if told(err) != row.want {
			t.Errorf("%s: told %q, want %q", row.rule, told(err), row.want)
		}
	}
}

package outcomes

import (
	"testing"

	"sijoita/casework"
)

func TestDueLeads(t *testing.T) {
	today := casework.MustDay("2026-11-23")
	sent := func(interview int, result casework.ApplicationResult) *casework.Application {
		return &casework.Application{On: today.AddDays(-9), ApplicationTerms: casework.ApplicationTerms{InterviewOn: today.AddDays(interview), Result: result}}
	}
	lead := func(step, apply int) casework.Lead {
		return casework.Lead{LeadTerms: casework.LeadTerms{ApplyBy: today.AddDays(apply)}, LeadStep: casework.LeadStep{Next: "soita", NextOn: today.AddDays(step)}}
	}
	far := lead(99, 99)
	for _, c := range []struct {
		says string
		lead DueLead
		kind DueKind // empty: nothing waits
		late bool
		days int
	}{
		{"nothing waits in one whose days are far", DueLead{Lead: far}, "", false, 0},
		{"nor in one without days", DueLead{}, "", false, 0},
		{"one that is stopped waits at once", DueLead{Lead: far, Stop: casework.StopNoLeave}, DueLeadStop, true, 0},
		{"and before anything else", DueLead{Lead: lead(-5, 1), Stop: casework.StopNoContacts, Newest: sent(0, "")}, DueLeadStop, true, 0},
		{"a step of tomorrow is near", DueLead{Lead: lead(1, 99)}, DueLeadStep, false, 1},
		{"one of the day after is not", DueLead{Lead: lead(2, 99)}, "", false, 0},
		{"one of today is not late", DueLead{Lead: lead(0, 99)}, DueLeadStep, false, 0},
		{"one of yesterday is", DueLead{Lead: lead(-1, 99)}, DueLeadStep, true, -1},
		{"an interview in two days is near", DueLead{Lead: lead(0, 99), Newest: sent(2, "")}, DueInterview, false, 2},
		{"in three it is not", DueLead{Lead: far, Newest: sent(3, "")}, "", false, 0},
		{"one that was held three days ago is asked after", DueLead{Lead: far, Newest: sent(-3, "")}, DueInterview, false, -3},
		{"after four days late", DueLead{Lead: far, Newest: sent(-4, "")}, DueInterview, true, -4},
		{"and not when it is known how it went", DueLead{Lead: far, Newest: sent(-4, casework.ResultReserve)}, "", false, 0},
		{"in three days the time to apply is over", DueLead{Lead: lead(99, 3)}, DueApplyBy, false, 3},
		{"in four there is time", DueLead{Lead: lead(99, 4)}, "", false, 0},
		{"what is over is over", DueLead{Lead: lead(99, -1)}, "", false, 0},
		{"who has applied need not again", DueLead{Lead: lead(99, 3), Newest: sent(9, "")}, "", false, 0},
	} {
		t.Run(c.says, func(t *testing.T) {
			c.lead.ClientID = 4
			if c.lead.Lead.Next == "" {
				c.lead.Lead = casework.Lead{}
			}
			got := DueLeads([]DueLead{c.lead}, today)
			if c.kind == "" {
				if len(got) != 0 {
					t.Errorf("%+v waits", got)
				}
				return
			}
			if len(got) != 1 || got[0].Kind != c.kind || got[0].Late != c.late || got[0].Days != c.days || got[0].ClientID != 4 || got[0].Stop != c.lead.Stop {
				t.Errorf("%+v waits, want %s, late %v, in %d days", got, c.kind, c.late, c.days)
			}
		})
	}
}

package casework

import "testing"

func TestConsents(t *testing.T) {
	given := func(kind ConsentKind, from, to string) Consent {
		return Consent{Kind: kind, Given: true, Span: span(from, to)}
	}
	refused := func(kind ConsentKind, from, to string) Consent { return Consent{Kind: kind, Span: span(from, to)} }
	care := ConsentCareTeam
	changed := Consents{given(care, "2026-01-01", "2026-03-31"), refused(care, "2026-04-01", "")}
	for _, row := range []struct {
		rule    string
		answers Consents
		on      string
		asked   bool
		allows  bool
	}{
		{"no answer is no", nil, "2026-02-01", false, false},
		{"yes", changed, "2026-02-01", true, true},
		{"from the first day", changed, "2026-01-01", true, true},
		{"not before it", changed, "2025-12-31", false, false},
		{"to the last day", changed, "2026-03-31", true, true},
		{"then no", changed, "2026-04-01", true, false},
		{"an answer that has ended is no answer", Consents{given(care, "2026-01-01", "2026-03-31")}, "2026-04-01", false, false},
		{"of two that hold the later one", Consents{given(care, "2026-01-01", ""), refused(care, "2026-02-01", "")}, "2026-02-01", true, false},
		{"whatever their order", Consents{refused(care, "2026-02-01", ""), given(care, "2026-01-01", "")}, "2026-02-01", true, false},
		{"of two from one day the one recorded last", Consents{refused(care, "2026-02-01", ""), given(care, "2026-02-01", "")}, "2026-02-01", true, true},
		{"another kind does not help", Consents{given(ConsentFamily, "2026-01-01", "")}, "2026-02-01", false, false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			_, asked := row.answers.On(care, day(row.on))
			if allows := row.answers.Allows(care, day(row.on)); asked != row.asked || allows != row.allows {
				t.Errorf("on %s: asked %v, allows %v; want %v, %v", row.on, asked, allows, row.asked, row.allows)
			}
		})
	}
}

func TestEmployerLeave(t *testing.T) {
	answer := func(given bool, leave EmployerLeave, from string) Consent {
		return Consent{Kind: ConsentEmployers, Given: given, Leave: leave, Span: span(from, "")}
	}
	for _, row := range []struct {
		rule    string
		answers Consents
		want    EmployerLeave
	}{
		{"no answer is no leave", nil, LeaveNone},
		{"the coach may speak for the client", Consents{answer(true, LeaveDirect, "2026-01-01")}, LeaveDirect},
		{"the coach may help unnamed", Consents{answer(true, LeaveBackground, "2026-01-01")}, LeaveBackground},
		{"no is no, whatever stands beside it", Consents{answer(false, LeaveDirect, "2026-01-01")}, LeaveNone},
		{"the later answer holds", Consents{answer(true, LeaveDirect, "2026-01-01"), answer(true, LeaveBackground, "2026-02-01")}, LeaveBackground},
		{"not before it is given", Consents{answer(true, LeaveDirect, "2026-02-02")}, LeaveNone},
		{"leave to tell the care team is none for employers", Consents{{Kind: ConsentCareTeam, Given: true, Leave: LeaveDirect}}, LeaveNone},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := row.answers.EmployerLeave(day("2026-02-01")); got != row.want {
				t.Errorf("the leave is %q, want %q", got, row.want)
			}
		})
	}
}

package outcomes

import (
	"slices"
	"testing"

	"sijoita/casework"
)

func TestDueReferrals(t *testing.T) {
	today := casework.MustDay("2026-11-23")
	came := func(on string) casework.Episode {
		return casework.Episode{Noted: casework.Noted{Record: casework.Record{ID: 5}}, ClientID: 1, ReferredOn: casework.MustDay(on)}
	}
	sent := casework.Referral{Noted: casework.Noted{Record: casework.Record{ID: 7}}, EpisodeID: 5}
	received, others := sent, sent
	received.ReceivedOn = casework.MustDay("2026-11-20")
	others.EpisodeID = 6
	begun, returned := came("2026-11-20"), came("2026-11-20")
	begun.StartedOn, returned.CancelledOn = today, today
	for _, row := range []struct {
		rule string
		e    casework.Episode
		r    casework.Referral
		want []string
	}{
		{"it came today", came("2026-11-23"), sent, []string{"referral 0 2026-11-30 1"}},
		{"a week ago", came("2026-11-16"), sent, []string{"referral 7 2026-11-23 1"}},
		{"over a week ago: late", came("2026-11-15"), sent, []string{"referral late 8 2026-11-22 1"}},
		{"it was received", came("2026-11-16"), received, nil},
		{"it was returned", returned, sent, nil},
		{"coaching has begun", begun, sent, nil},
		{"who came without a record waits for no answer", came("2026-11-16"), others, nil},
	} {
		if got := lines(DueReferrals([]casework.Episode{row.e}, []casework.Referral{row.r}, today)); !slices.Equal(got, row.want) {
			t.Errorf("%s: %q, want %q", row.rule, got, row.want)
		}
	}
}

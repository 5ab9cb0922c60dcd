package outcomes

import (
	"slices"
	"testing"

	"sijoita/casework"
)

func TestDueWaiting(t *testing.T) {
	today := casework.MustDay("2026-11-23")
	waiting := func(client int64, referred string) casework.Episode {
		return casework.Episode{ClientID: client, ReferredOn: casework.MustDay(referred)}
	}
	begun := waiting(9, "2026-08-01")
	begun.StartedOn = casework.MustDay("2026-09-01")
	for _, row := range []struct {
		rule string
		e    casework.Episode
		met  string
		want []string
	}{
		{"referred four weeks ago: a word is due soon", waiting(1, "2026-10-26"), "", []string{"queue 28 2026-11-25 1"}},
		{"referred three weeks ago", waiting(1, "2026-11-02"), "", nil},
		{"referred a month and a day ago: late", waiting(1, "2026-10-23"), "", []string{"queue late 31 2026-11-22 1"}},
		{"called last week", waiting(1, "2026-08-01"), "2026-11-16", nil},
		{"called five weeks ago", waiting(1, "2026-08-01"), "2026-10-19", []string{"queue late 35 2026-11-18 1"}},
		{"what was before the referral does not help", waiting(1, "2026-10-20"), "2026-10-01", []string{"queue late 34 2026-11-19 1"}},
		{"coaching has begun", begun, "", nil},
	} {
		last := map[int64]casework.Day{}
		if row.met != "" {
			last[row.e.ClientID] = casework.MustDay(row.met)
		}
		if got := lines(DueWaiting([]casework.Episode{row.e}, last, today)); !slices.Equal(got, row.want) {
			t.Errorf("%s: %q, want %q", row.rule, got, row.want)
		}
	}
}

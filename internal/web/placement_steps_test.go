package web

import (
	"testing"

	"sijoita/casework"
)

func TestTheLastDayThatIsOffered(t *testing.T) {
	today := casework.MustDay("2026-05-25")
	for _, row := range []struct{ rule, ends, want string }{
		{"a trial that was agreed until yesterday ended then", "2026-05-24", "2026-05-24"},
		{"one that ends today", "2026-05-25", "2026-05-25"},
		{"one that was to go on ends today", "2026-06-30", "2026-05-25"},
		{"so does a job without an end", "", "2026-05-25"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			var j casework.Placement
			if row.ends != "" {
				j.EndsOn = casework.MustDay(row.ends)
			}
			if got := lastDayOf(j, today).String(); got != row.want {
				t.Errorf("offered is %s, want %s", got, row.want)
			}
		})
	}
}

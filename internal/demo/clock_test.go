package demo

import (
	"testing"
	"time"

	"sijoita/casework"
	"sijoita/internal/testkit"
)

func TestTheClockShowsTheTimeOfDayOnADayOfItsOwn(t *testing.T) {
	for _, row := range []struct {
		rule, now, day, want string
	}{
		{"without a day it shows what the other shows", "2026-11-22 14:35", "", "2026-11-22 14:35"},
		{"a day ahead", "2026-11-22 14:35", "2026-11-23", "2026-11-23 14:35"},
		{"a day that was", "2026-11-22 14:35", "2026-03-02", "2026-03-02 14:35"},
		{"over the night that has an hour less", "2026-03-28 23:50", "2026-03-29", "2026-03-29 23:50"},
		{"over the night that has an hour more", "2026-10-24 00:10", "2026-10-25", "2026-10-25 00:10"},
		{"to an hour that is not there, and the day holds", "2026-03-28 03:30", "2026-03-29", "2026-03-29 04:30"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			runs := testkit.ClockAt(t, row.now)
			var day casework.Day
			if row.day != "" {
				day = casework.MustDay(row.day)
			}
			if got, want := ClockOn(day, runs.Now).Now(), testkit.Moment(t, row.want); !got.Equal(want) {
				t.Errorf("it is %s, not %s", got.In(casework.Helsinki), row.want)
			}
		})
	}
}

func TestAMovedClockGoesOnRunning(t *testing.T) {
	runs := testkit.ClockAt(t, "2026-11-22 14:35")
	c := ClockOn(casework.Day{}, runs.Now)
	if by := c.MoveTo(casework.MustDay("2026-11-29")); by != 7*24*time.Hour {
		t.Errorf("a week is %s", by)
	}
	runs.Advance(10 * time.Hour)
	if got, want := c.Now(), testkit.Moment(t, "2026-11-30 00:35"); !got.Equal(want) {
		t.Errorf("ten hours later it is %s", got.In(casework.Helsinki))
	}
	if by := c.MoveTo(casework.MustDay("2026-11-30")); by != 0 {
		t.Errorf("to the day that it is are %s", by)
	}
}

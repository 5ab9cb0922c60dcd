package casework

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var day = MustDay

// aDay draws any day that can be written.
func aDay(t *rapid.T, name string) Day {
	return MustDay("0001-01-01").AddDays(rapid.IntRange(0, 3652058).Draw(t, name)) // to 9999-12-31
}

func TestParseDay(t *testing.T) {
	for _, row := range []struct {
		rule, text string
		want       Day // zero: refused
	}{
		{"year, month and day", "2026-11-23", Date(2026, time.November, 23)},
		{"the first day there is", "0001-01-01", Date(1, time.January, 1)},
		{"the last day there is", "9999-12-31", Date(9999, time.December, 31)},
		{"29 February in a leap year", "2028-02-29", Date(2028, time.February, 29)},
		{"29 February in a year of four hundred", "2000-02-29", Date(2000, time.February, 29)},
		{"not in a common year", "2026-02-29", Day{}},
		{"not in a year of a hundred", "2100-02-29", Day{}},
		{"no 31 June", "2026-06-31", Day{}},
		{"no month 13", "2026-13-01", Day{}},
		{"no year 0", "0000-12-31", Day{}},
		{"no short year", "26-11-23", Day{}},
		{"no missing zeros", "2026-1-2", Day{}},
		{"no time of day", "2026-11-23T08:00:00Z", Day{}},
		{"no space", " 2026-11-23", Day{}},
		{"no Finnish writing", "23.11.2026", Day{}},
		{"nothing is no day", "", Day{}},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := ParseDay(row.text)
			if got != row.want || (err == nil) == row.want.IsZero() {
				t.Errorf("ParseDay(%q) = %v, %v; want %v", row.text, got, err, row.want)
			}
		})
	}
}

func TestDayAt(t *testing.T) {
	for _, row := range []struct {
		rule, moment string
		want         Day
	}{
		{"in winter a day begins at 22 UTC", "2026-11-22T22:00:00Z", day("2026-11-23")},
		{"and not before", "2026-11-22T21:59:59Z", day("2026-11-22")},
		{"in summer it begins at 21 UTC", "2026-06-30T21:00:00Z", day("2026-07-01")},
		{"on the day the clocks go forward too", "2026-03-28T22:00:00Z", day("2026-03-29")},
		{"and that day is an hour shorter", "2026-03-29T21:00:00Z", day("2026-03-30")},
		{"and on the day they go back an hour longer", "2026-10-25T21:30:00Z", day("2026-10-25")},
		{"wherever the moment was told", "2026-11-23T01:00:00+03:00", day("2026-11-23")},
	} {
		t.Run(row.rule, func(t *testing.T) {
			at, err := time.Parse(time.RFC3339, row.moment)
			if err != nil {
				t.Fatal(err)
			}
			if got := DayAt(at); got != row.want {
				t.Errorf("DayAt(%s) = %v, want %v", row.moment, got, row.want)
			}
		})
	}
}

func TestWeek(t *testing.T) {
	for _, row := range []struct {
		rule, day string
		week      string
		monday    string
	}{
		{"a week begins on Monday", "2026-11-23", "2026-W48", "2026-11-23"},
		{"and ends on Sunday", "2026-11-22", "2026-W47", "2026-11-16"},
		{"4 January is always in week 1", "2026-01-04", "2026-W01", "2025-12-29"},
		{"the last days of December may be in week 1", "2025-12-29", "2026-W01", "2025-12-29"},
		{"a year that begins on a Thursday has 53 weeks", "2026-12-31", "2026-W53", "2026-12-28"},
		{"and its last one reaches into January", "2027-01-03", "2026-W53", "2026-12-28"},
		{"so does a leap year that begins on a Wednesday", "2020-12-31", "2020-W53", "2020-12-28"},
		{"1 January may be in week 52", "2022-01-01", "2021-W52", "2021-12-27"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			d := day(row.day)
			if got := d.Week().String(); got != row.week {
				t.Errorf("%v is in %s, want %s", d, got, row.week)
			}
			if d.Monday() != day(row.monday) || d.Week().Monday() != day(row.monday) {
				t.Errorf("the Monday of %v is %v, of its week %v, want %s", d, d.Monday(), d.Week().Monday(), row.monday)
			}
		})
	}
}

func TestParseWeek(t *testing.T) {
	for _, row := range []struct {
		rule, text string
		want       Week // 0: refused
	}{
		{"year and week", "2026-W47", 202647},
		{"week 53 where there is one", "2026-W53", 202653},
		{"and not elsewhere", "2025-W53", 0},
		{"no week 0", "2026-W00", 0},
		{"no week 54", "2026-W54", 0},
		{"no missing zero", "2026-W7", 0},
		{"no sign in the place of a digit", "2026-W+7", 0},
		{"nor before the year", "+026-W07", 0},
		{"no space in the place of a digit", " 026-W07", 0},
		{"no small letter", "2026-w47", 0},
		{"nothing after it", "2026-W47 ", 0},
		{"no day", "2026-W47-1", 0},
		{"nothing is no week", "", 0},
	} {
		t.Run(row.rule, func(t *testing.T) {
			got, err := ParseWeek(row.text)
			if got != row.want || (err == nil) != (row.want != 0) {
				t.Errorf("ParseWeek(%q) = %d, %v; want %d", row.text, got, err, row.want)
			}
		})
	}
}

func TestAddMonths(t *testing.T) {
	for _, row := range []struct {
		rule, from string
		months     int
		want       string
	}{
		{"the same day of the month", "2026-11-23", 1, "2026-12-23"},
		{"over the year", "2026-11-23", 3, "2027-02-23"},
		{"the last day of a shorter month", "2026-01-31", 1, "2026-02-28"},
		{"which is the 29th in a leap year", "2028-01-31", 1, "2028-02-29"},
		{"and the 30th where there is one", "2026-05-31", 1, "2026-06-30"},
		{"a leap day a year later", "2028-02-29", 12, "2029-02-28"},
		{"and four years later", "2028-02-29", 48, "2032-02-29"},
		{"back", "2026-03-31", -1, "2026-02-28"},
		{"back over the year", "2026-01-15", -13, "2024-12-15"},
		{"no month is the same day", "2026-01-31", 0, "2026-01-31"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := day(row.from).AddMonths(row.months); got != day(row.want) {
				t.Errorf("%s and %d months is %v, want %s", row.from, row.months, got, row.want)
			}
		})
	}
}

func TestQuarterStart(t *testing.T) {
	for _, row := range []struct{ rule, day, want string }{
		{"a quarter holds its first day", "2026-10-01", "2026-10-01"},
		{"and its last", "2026-12-31", "2026-10-01"},
		{"the first of the year", "2026-03-31", "2026-01-01"},
		{"the second", "2026-04-01", "2026-04-01"},
		{"the third", "2026-09-30", "2026-07-01"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := day(row.day).QuarterStart(); got != day(row.want) {
				t.Errorf("the quarter of %s begins on %v, want %s", row.day, got, row.want)
			}
		})
	}
}

func TestSpanHolds(t *testing.T) {
	week := Span{From: day("2026-11-16"), To: day("2026-11-22")}
	for _, row := range []struct {
		rule string
		span Span
		day  string
		want bool
	}{
		{"its first day", week, "2026-11-16", true},
		{"its last day", week, "2026-11-22", true},
		{"not the day before", week, "2026-11-15", false},
		{"not the day after", week, "2026-11-23", false},
		{"without a last day, until further notice", Span{From: week.From}, "9999-12-31", true},
		{"without a first day, since always", Span{To: week.To}, "0001-01-01", true},
		{"without either, always", Span{}, "2026-11-16", true},
	} {
		t.Run(row.rule, func(t *testing.T) {
			if got := row.span.Holds(day(row.day)); got != row.want {
				t.Errorf("%v holds %s: %v, want %v", row.span, row.day, got, row.want)
			}
		})
	}
}

func TestDayLaws(t *testing.T) {
	t.Run("AddDays and DaysSince are each other's inverse", rapid.MakeCheck(func(t *rapid.T) {
		d, other := aDay(t, "day"), aDay(t, "other")
		if got := other.AddDays(d.DaysSince(other)); got != d {
			t.Fatalf("%v + (%v - %v) = %v", other, d, other, got)
		}
		if d.Before(other) != (d.DaysSince(other) < 0) || d.After(other) != (d.Compare(other) > 0) {
			t.Fatalf("%v and %v are ordered in two ways", d, other)
		}
	}))
	t.Run("a day reads as it was written", rapid.MakeCheck(func(t *rapid.T) {
		d := aDay(t, "day")
		if got, err := ParseDay(d.String()); got != d || err != nil {
			t.Fatalf("%s reads as %v, %v", d, got, err)
		}
	}))
	t.Run("a week's Monday is in the week, and no more than six days back", rapid.MakeCheck(func(t *rapid.T) {
		d := aDay(t, "day")
		w := d.Week()
		if w.Monday().Week() != w || d.DaysSince(w.Monday()) < 0 || d.DaysSince(w.Monday()) > 6 || d.Monday() != w.Monday() {
			t.Fatalf("%v is in %v, whose Monday is %v in %v", d, w, w.Monday(), w.Monday().Week())
		}
	}))
	t.Run("a week reads as it was written", rapid.MakeCheck(func(t *rapid.T) {
		w := aDay(t, "day").Week()
		if got, err := ParseWeek(w.String()); got != w || err != nil {
			t.Fatalf("%s reads as %v, %v", w, got, err)
		}
	}))
	t.Run("weeks are ordered as their days", rapid.MakeCheck(func(t *rapid.T) {
		d, other := aDay(t, "day"), aDay(t, "other")
		if d.Monday().Before(other.Monday()) != (d.Week() < other.Week()) {
			t.Fatalf("%v in %d, %v in %d", d, d.Week(), other, other.Week())
		}
	}))
	t.Run("months go round in twelves", rapid.MakeCheck(func(t *rapid.T) {
		d, n := aDay(t, "day"), rapid.IntRange(-24, 24).Draw(t, "months")
		a, b := d.AddMonths(n).Time(), d.Time()
		if months := (a.Year()-b.Year())*12 + int(a.Month()) - int(b.Month()); months != n || a.Day() > b.Day() {
			t.Fatalf("%v and %d months is %v", d, n, a)
		}
	}))
	t.Run("spans overlap when a day is in both", rapid.MakeCheck(func(t *rapid.T) {
		draw := func(name string) Span {
			s := Span{From: day("2026-11-01").AddDays(rapid.IntRange(0, 8).Draw(t, name+" from"))}
			if rapid.Bool().Draw(t, name+" ends") {
				s.To = s.From.AddDays(rapid.IntRange(0, 8).Draw(t, name+" days"))
			}
			return s
		}
		a, b := draw("a"), draw("b")
		shared := false
		for d := day("2026-11-01"); !d.After(day("2026-11-20")); d = d.AddDays(1) {
			shared = shared || a.Holds(d) && b.Holds(d)
		}
		if a.Overlaps(b) != shared || b.Overlaps(a) != shared {
			t.Fatalf("%v and %v overlap: %v and %v, want %v", a, b, a.Overlaps(b), b.Overlaps(a), shared)
		}
	}))
}

func TestNoDay(t *testing.T) {
	var none Day
	if !none.IsZero() || none.String() != "" || !none.Before(day("0001-01-01")) {
		t.Errorf("no day is %q", none)
	}
	if v, err := none.Value(); v != nil || err != nil {
		t.Errorf("it is stored as %v, %v, want NULL", v, err)
	}
	body, err := json.Marshal(struct{ On, To Day }{On: day("2026-11-23")})
	if want := `{"On":"2026-11-23","To":null}`; string(body) != want || err != nil {
		t.Errorf("it is written as %s, %v, want %s", body, err, want)
	}
	read := struct{ On, To Day }{To: day("2026-11-24")}
	if err := json.Unmarshal(body, &read); err != nil || read.On != day("2026-11-23") || !read.To.IsZero() {
		t.Errorf("it is read as %+v, %v", read, err)
	}
	if err := json.Unmarshal([]byte(`{"On":"23.11.2026"}`), &read); err == nil {
		t.Error("a text that is no day is read")
	}
}

func TestScanDay(t *testing.T) {
	for _, row := range []struct {
		rule string
		from any
		want Day
		ok   bool
	}{
		{"text", "2026-11-23", day("2026-11-23"), true},
		{"bytes", []byte("2026-11-23"), day("2026-11-23"), true},
		{"NULL is no day", nil, Day{}, true},
		{"another text is refused", "soon", Day{}, false},
		{"a number is refused", int64(20261123), Day{}, false},
	} {
		t.Run(row.rule, func(t *testing.T) {
			var got Day
			if err := got.Scan(row.from); got != row.want || (err == nil) != row.ok {
				t.Errorf("%v reads as %v, %v", row.from, got, err)
			}
		})
	}
}

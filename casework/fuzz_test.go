package casework

import "testing"

// FuzzParse feeds every reader of what people type with anything. None may
// panic, and what one takes must be taken again as it is written.
//
// Seen to fail: with ParseUID that does not compare its text with what was read.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "2026-11-21", "0000-00-00", "2024-02-29", "2026-W53", "9.30", "24:00", "1 234,50", "-0,5", "99999999999999999999",
		"2345678-1", "FI23456781", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaaaaaaaa7", "\x00", "\xff", "١٢٣", "1e9"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := ParseDay(s); err == nil && d.String() != s {
			t.Errorf("the day %q is written %q", s, d)
		}
		if u, err := ParseUID(s); err == nil && u.String() != s {
			t.Errorf("the uid %q is written %q", s, u)
		}
		if w, err := ParseWeek(s); err == nil {
			if again, err := ParseWeek(w.String()); err != nil || again != w {
				t.Errorf("the week %q is written %q", s, w)
			}
		}
		if at, ok := ParseTimeOfDay(s); ok {
			if again, ok := ParseTimeOfDay(string(at)); !ok || again != at {
				t.Errorf("the time %q is written %q", s, at)
			}
		}
		if c, err := ParseCents(s); err == nil {
			if again, err := ParseCents(c.String()); err != nil || again != c {
				t.Errorf("the amount %q is written %q", s, c)
			}
		}
		if id, ok := ParseBusinessID(s); ok {
			if again, ok := ParseBusinessID(id); !ok || again != id {
				t.Errorf("the business id %q is written %q", s, id)
			}
		}
	})
}

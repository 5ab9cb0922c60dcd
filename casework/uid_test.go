package casework

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestUIDReadsAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var u, scanned UID
		copy(u[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "bytes"))
		text := u.String()
		if len(text) != 26 || strings.Trim(text, "abcdefghijklmnopqrstuvwxyz234567") != "" {
			t.Fatalf("%x is written %q", u, text)
		}
		if got, err := ParseUID(text); got != u || err != nil {
			t.Fatalf("%q reads as %x, %v; want %x", text, got, err, u)
		}
		stored, err := u.Value()
		if err != nil {
			t.Fatal(err)
		}
		if err := scanned.Scan(stored); scanned != u || err != nil {
			t.Fatalf("%x is stored and read as %x, %v", u, scanned, err)
		}
	})
}

func TestParseUID(t *testing.T) {
	whole := UID{1, 2, 3}.String()
	for _, row := range []struct {
		rule, text string
	}{
		{"a letter less", whole[1:]},
		{"a letter more", whole + "a"},
		{"capitals", strings.ToUpper(whole)},
		{"a digit that there is not", "0" + whole[1:]},
		{"a last letter that says more than 128 bits", whole[:25] + "b"},
		{"a line break inside", whole[:13] + "\n" + whole[13:]},
		{"space before it", " " + whole},
		{"nothing", ""},
	} {
		t.Run("refused: "+row.rule, func(t *testing.T) {
			if got, err := ParseUID(row.text); err == nil {
				t.Errorf("ParseUID(%q) = %v", row.text, got)
			}
		})
	}
	if !(UID{}).IsZero() || (UID{15: 1}).IsZero() {
		t.Error("the zero uid is none, and no other is")
	}
}

func TestOutward(t *testing.T) {
	r := Record{UID: UID{1}}
	if got := r.Outward(); got != r.UID.String() {
		t.Errorf("a record of our own is called %q, want its uid", got)
	}
	r.SenderID = "p12"
	if got := r.Outward(); got != "p12" {
		t.Errorf("an imported record is called %q, want as its sender calls it", got)
	}
}

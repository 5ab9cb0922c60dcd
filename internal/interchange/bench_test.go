package interchange

import (
	"fmt"
	"strings"
	"testing"

	"sijoita/casework"
)

// contacts is a document with n employer contacts by ten coaches.
func contacts(n int) *Document {
	d := &Document{County: County{ID: "kainuu", Name: casework.Names{FI: "Kainuu"}}}
	for i := range 10 {
		d.Staff = append(d.Staff, Staff{ID: fmt.Sprintf("c%d", i), Name: "Valmentaja"})
	}
	for i := range 2000 {
		d.Employers = append(d.Employers, Employer{ID: fmt.Sprintf("o%d", i), Name: "Työnantaja", Municipality: "205"})
	}
	first, met := casework.MustDay("2016-01-01"), true
	for i := range n {
		d.EmployerContacts = append(d.EmployerContacts, EmployerContact{
			ID: fmt.Sprintf("x%d", i), Employer: fmt.Sprintf("o%d", i%2000), On: first.AddDays(i % 3650), Staff: []string{fmt.Sprintf("c%d", i%10)},
			Channel: casework.FaceToFace, Kind: casework.ColdVisit, DecisionMaker: &met,
		})
	}
	return d
}

func BenchmarkRead100000Contacts(b *testing.B) {
	text := written(b, contacts(100_000))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, faults, err := Read(strings.NewReader(text), nil); err != nil || len(faults) > 0 {
			b.Fatal(faults, err)
		}
	}
}

func BenchmarkWrite100000Contacts(b *testing.B) {
	d := contacts(100_000)
	b.ReportAllocs()
	for b.Loop() {
		written(b, d)
	}
}

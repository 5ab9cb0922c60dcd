package demo

import (
	"bytes"
	"reflect"
	"slices"
	"testing"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

func TestTheSecondProgrammeStandsBesideTheFirst(t *testing.T) {
	for _, day := range []string{"2026-11-21", "2027-01-01", "2028-02-29"} {
		today := casework.MustDay(day)
		alone, whole := Document(today), Whole(today)
		ours := slices.DeleteFunc(slices.Clone(whole.Episodes), func(e interchange.Episode) bool { return e.Programme == latu })
		if !reflect.DeepEqual(ours, alone.Episodes) || !reflect.DeepEqual(whole.Placements[:len(alone.Placements)], alone.Placements) {
			t.Errorf("%s: the IPS team is another beside the second programme", day)
		}
		var out bytes.Buffer
		if err := interchange.Write(&out, whole); err != nil {
			t.Fatal(err)
		}
		read, faults, err := interchange.Read(&out, nil)
		if err != nil || len(faults) > 0 || !reflect.DeepEqual(read, whole) {
			t.Fatalf("%s: it is not read as it was written: %v, %v", day, faults, err)
		}
		had := map[casework.State]int{}
		for _, e := range whole.Episodes {
			if e.Programme == latu {
				c := casework.Episode{ReferredOn: e.ReferredOn, StartedOn: e.StartedOn, EndedOn: e.EndedOn, CancelledOn: e.CancelledOn}
				for _, p := range e.Pauses {
					c.Pauses = append(c.Pauses, casework.Pause{Span: casework.Span{From: p.From, To: p.To}})
				}
				had[c.StateOn(today)]++
			}
		}
		want := map[casework.State]int{casework.Queue: 2, casework.Active: 4, casework.Paused: 1, casework.Ended: 1, casework.Cancelled: 1}
		if !reflect.DeepEqual(had, want) {
			t.Errorf("%s: its clients stand at %v, want %v", day, had, want)
		}
		if casework.Led(recordsOf(whole).Staff, 2, today) {
			t.Error("somebody leads the team of one coach")
		}
	}
}

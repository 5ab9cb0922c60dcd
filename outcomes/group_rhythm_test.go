package outcomes

import (
	"testing"

	"sijoita/casework"
)

func TestGroupRhythm(t *testing.T) {
	day := casework.MustDay
	held := func(kind casework.ServiceNoteKind, days ...string) (notes []casework.ServiceNote) {
		for _, on := range days {
			notes = append(notes, casework.ServiceNote{Kind: kind, On: day(on)})
		}
		return notes
	}
	joint := held(casework.JointGroup, "2025-12-10", "2026-06-03", "2026-09-23")
	withdrawn := held(casework.JointGroup, "2026-11-10")
	withdrawn[0].Withdrawn = true
	agreed := held(casework.JointGroup, "2026-09-23")
	agreed[0].NextOn = day("2026-11-25")
	for _, row := range []struct {
		rule  string
		notes []casework.ServiceNote
		kind  casework.ServiceNoteKind
		on    string
		want  GroupRhythm
	}{
		{"nothing known, and the practice told", nil, casework.PeerGroup, "2026-11-23", GroupRhythm{Practice: GroupPractice{PerYear: 4}}},
		{"no source tells of the steering group", nil, casework.SteeringMeeting, "2026-11-23", GroupRhythm{}},
		{"the last and those of the year; two months are not full", joint, casework.JointGroup, "2026-11-23",
			GroupRhythm{Last: day("2026-09-23"), ThisYear: 2, Practice: GroupPractice{EveryMonths: 2}}},
		{"two months are over", joint, casework.JointGroup, "2026-11-24", GroupRhythm{Last: day("2026-09-23"), ThisYear: 2, Practice: GroupPractice{EveryMonths: 2}, Behind: true}},
		{"what came later is not known on the day", joint, casework.JointGroup, "2026-06-03", GroupRhythm{Last: day("2026-06-03"), ThisYear: 1, Practice: GroupPractice{EveryMonths: 2}}},
		{"withdrawn and other kinds count nowhere", append(withdrawn, held(casework.PeerGroup, "2026-11-12")...), casework.JointGroup, "2026-11-23",
			GroupRhythm{Practice: GroupPractice{EveryMonths: 2}}},
		{"the next one was agreed", agreed, casework.JointGroup, "2026-11-24",
			GroupRhythm{Last: day("2026-09-23"), ThisYear: 1, NextOn: day("2026-11-25"), Practice: GroupPractice{EveryMonths: 2}, Behind: true}},
		{"until its day has passed", agreed, casework.JointGroup, "2026-11-26", GroupRhythm{Last: day("2026-09-23"), ThisYear: 1, Practice: GroupPractice{EveryMonths: 2}, Behind: true}},
	} {
		t.Run(row.rule, func(t *testing.T) {
			row.want.Kind = row.kind
			if got := GroupRhythmOf(row.notes, row.kind, day(row.on)); got != row.want {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

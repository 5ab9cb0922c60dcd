package outcomes

import (
	"slices"

	"sijoita/casework"
)

// DueRecordText is a text that was written for another register and not carried
// there.
const DueRecordText DueKind = "record_text"

// carryWithin is how many days a text may wait to be carried: the client reads
// their record, and the care team works by it.
const carryWithin = 3

// dueRecordText: the oldest of the client's texts that wait to be carried into
// another register. It goes when the text is carried or taken back.
func dueRecordText(c DueClient, today casework.Day) (Due, bool) {
	waiting := slices.DeleteFunc(slices.Clone(c.Texts), func(r casework.RecordText) bool { return !r.Waits() })
	if len(waiting) == 0 {
		return Due{}, false
	}
	oldest := slices.MinFunc(waiting, func(a, b casework.RecordText) int { return a.On.Compare(b.On) })
	days := today.DaysSince(oldest.On)
	if days < 1 {
		return Due{}, false
	}
	return Due{Kind: DueRecordText, Late: days > carryWithin, Days: days, On: oldest.On.AddDays(carryWithin), Text: &oldest}, true
}

package outcomes

import (
	"cmp"
	"math"
	"slices"

	"sijoita/casework"
)

// Tenure is how many job starts lasted so long. The denominator holds those
// that began at least so many days before the day of the report, so that each
// had the time to last; the numerator those of them that ran for so many days,
// the first and the last counted. Running of the numerator go on still.
type Tenure struct {
	Threshold string `json:"threshold"` // 90d, 13w, 26w, 52w
	Days      int    `json:"days"`
	Rate
	Running Count `json:"running"`
	Ended   Count `json:"ended_before"`
}

// tenures are the lengths that are asked for.
var tenures = []struct {
	threshold string
	days      int
}{{"90d", 90}, {"13w", 13 * 7}, {"26w", 26 * 7}, {"52w", 52 * 7}}

// Hours is how many hours a week the job starts were agreed for. Classes hold
// their lower bound and not their upper.
type Hours struct {
	Jobs    Count        `json:"jobs"`
	NotTold Count        `json:"not_told"`
	Median  *float64     `json:"median"`
	Classes []HoursClass `json:"classes"`
}

// HoursClass counts the jobs of one class.
type HoursClass struct {
	Class string `json:"class"`
	Count Count  `json:"count"`
}

// hoursClasses are the classes in their order, each with the hours that are
// too many for it.
var hoursClasses = []struct {
	class string
	below float64
}{{"under_10", 10}, {"10_to_20", 20}, {"20_to_30", 30}, {"30_or_more", math.Inf(1)}}

// Closing counts the episodes that ended for one reason, a word or the text of
// whoever told it. Reason is null when none was told.
type Closing struct {
	Reason *string `json:"reason"`
	Count  Count   `json:"count"`
}

// OfTenure names a number of one length: numerator, denominator, running or
// ended_before.
func OfTenure(threshold, figure string) string { return "tenure." + threshold + "." + figure }

// OfHours names the jobs of a class; not_told is one too.
func OfHours(class string) string { return "hours_per_week." + class }

// OfClosing names the episodes that ended for a reason; nil: not told.
func OfClosing(reason *string) string {
	if reason == nil {
		return "closings.null"
	}
	return "closings." + *reason
}

// countTenure counts every job start for its length and its hours.
func (t *counting) countTenure() {
	for _, x := range tenures {
		t.open(OfTenure(x.threshold, "numerator"), OfTenure(x.threshold, "denominator"),
			OfTenure(x.threshold, "running"), OfTenure(x.threshold, "ended_before"))
	}
	t.open(OfHours("not_told"))
	for _, x := range hoursClasses {
		t.open(OfHours(x.class))
	}
	jobs := make(map[int64]casework.Placement, t.n(JobStarts))
	for _, p := range t.people {
		for _, x := range p.placements {
			jobs[x.ID] = x
		}
	}
	t.hoursTold = nil
	for _, row := range t.rows[JobStarts] {
		job := jobs[row.PlacementID]
		t.countLasting(row, job)
		t.countHours(row, job)
	}
}

func (t *counting) countLasting(row Row, job casework.Placement) {
	running := job.EndsOn.IsZero() || job.EndsOn.After(t.on)
	for _, x := range tenures {
		part := func(name string) string { return OfTenure(x.threshold, name) }
		if t.on.DaysSince(job.StartsOn) < x.days {
			t.leave(row, TooRecent, part("denominator"))
			continue
		}
		t.add(row, part("denominator"))
		lasted := running || job.EndsOn.DaysSince(job.StartsOn)+1 >= x.days
		t.addIf(lasted, row, part("numerator"))
		t.addIf(running, row, part("running"))
		t.addIf(!lasted, row, part("ended_before"))
	}
}

func (t *counting) countHours(row Row, job casework.Placement) {
	if job.HoursPerWeek == nil {
		t.add(row, OfHours("not_told"))
		return
	}
	hours := *job.HoursPerWeek
	t.hoursTold = append(t.hoursTold, hours)
	for _, x := range hoursClasses {
		if hours < x.below {
			t.add(row, OfHours(x.class))
			return
		}
	}
}

func (t *counting) tenureList() []Tenure {
	list := make([]Tenure, len(tenures))
	for i, x := range tenures {
		part := func(name string) int { return t.n(OfTenure(x.threshold, name)) }
		list[i] = Tenure{Threshold: x.threshold, Days: x.days, Rate: rateOf(part("numerator"), part("denominator")),
			Running: Count(part("running")), Ended: Count(part("ended_before"))}
	}
	return list
}

func (t *counting) hours() Hours {
	h := Hours{Jobs: t.c(JobStarts), NotTold: t.c(OfHours("not_told")), Median: median(t.hoursTold), Classes: []HoursClass{}}
	for _, x := range hoursClasses {
		h.Classes = append(h.Classes, HoursClass{Class: x.class, Count: t.c(OfHours(x.class))})
	}
	return h
}

// countClosings counts the episodes that ended in the period by their reason.
func (t *counting) countClosings() {
	t.reasons = nil
	for _, row := range t.rows[FlowEnded] {
		reason := reasonOf(t.episodes[row.EpisodeID])
		figure := OfClosing(reason)
		if t.rows[figure] == nil {
			t.reasons = append(t.reasons, reason)
		}
		t.add(row, figure)
	}
}

func reasonOf(e casework.Episode) *string {
	if e.EndReason == "" {
		return nil
	}
	return &e.EndReason
}

func (t *counting) closingList() []Closing {
	list := []Closing{}
	for _, reason := range t.reasons {
		list = append(list, Closing{Reason: reason, Count: t.c(OfClosing(reason))})
	}
	slices.SortFunc(list, byCount)
	return list
}

// byCount puts the most common reason first, and the one that is not told last.
func byCount(a, b Closing) int {
	if a.Reason == nil || b.Reason == nil {
		return cmp.Compare(nullLast(a.Reason), nullLast(b.Reason))
	}
	return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(*a.Reason, *b.Reason))
}

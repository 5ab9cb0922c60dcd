package outcomes

import (
	"slices"

	"sijoita/casework"
)

// SmallCount is the largest count that may tell of a person: from 1 to it a
// count is hidden from what is published.
const SmallCount = 4

func small(n int) bool { return 1 <= n && n <= SmallCount }

// Publish gives the results as they may leave the county: every count of 1–4
// is hidden, and so is what would give it away.
//
//   - A share whose numerator, denominator or their difference is small is
//     hidden whole; so is a length of a job with a small part.
//   - Parts of a sum that is told (flows by quarter, hours, closings, groups)
//     hide further parts, until what is hidden can no longer be reckoned back
//     (see hide). A group is hidden with all its rates: they are of the same
//     people.
//   - Rates that add up from the programme's start are told for the whole
//     period alone: two quarters, one taken from the other, tell what happened
//     in between.
//   - The curves are left out: each of their steps is a few people. The medians
//     stay unless few came to it or few did not.
//   - The people whom the money was for are told where they are all who started,
//     or all who began a job: see Costs.
//   - Reasons in a sender's own words are one reason, other: a text may tell who.
func Publish(r Results) Results {
	if r.Published {
		return r
	}
	r.Published = true
	r.Municipalities, r.CareTeams = publishGroups(r.Municipalities, r.Rates), publishGroups(r.CareTeams, r.Rates)
	r.AgeGroups, r.MainIncomes = publishGroups(r.AgeGroups, r.Rates), publishGroups(r.MainIncomes, r.Rates)
	r.Rates = r.Rates.each(Rate.publish)
	funnel := r.Funnel
	r.Funnel = r.Funnel.publish()
	r.Costs = r.Costs.publish(funnel, r.Funnel)
	r.Quarters, r.Flows = publishQuarters(r.Quarters, r.Flows)
	r.FirstContact, r.FirstJob = r.FirstContact.publish(), r.FirstJob.publish()
	r.Tenure = slices.Clone(r.Tenure)
	for i := range r.Tenure {
		r.Tenure[i] = r.Tenure[i].publish()
	}
	r.Hours = r.Hours.publish()
	r.Closings = publishClosings(r.Closings)
	return r
}

// part is one of the parts of a sum: counts that are hidden together, each by
// the numbers that add up to it, such as those who work and those who do not.
type part [][]int

func (p part) small() bool {
	return slices.ContainsFunc(p, func(count []int) bool { return slices.ContainsFunc(count, small) || small(total(count)) })
}

func (p part) size() int {
	sum := 0
	for _, count := range p {
		sum += total(count)
	}
	return sum
}

func total(count []int) int {
	sum := 0
	for _, n := range count {
		sum += n
	}
	return sum
}

// hide tells which parts must be hidden when the sums over all parts are told,
// number by number. A part is hidden when a number or a count of it is small,
// or to hide another. Afterwards either nothing is hidden, or
//
//   - two parts or more are, so that none is what is missing from the sum;
//   - of each number the hidden parts together have none or more than
//     SmallCount, so that the sums do not tell of a few people either; and
//   - of each count they have more than one for each hidden part, or one of
//     them is empty, so that they are not all known to be one.
//
// It is false when that cannot be had by hiding parts alone: then the sum must
// be hidden too, or the whole list left out.
func hide(parts []part) (hidden []bool, ok bool) {
	hidden = make([]bool, len(parts))
	for i, p := range parts {
		hidden[i] = p.small()
	}
	for !safe(parts, hidden) {
		next := nextToHide(parts, hidden)
		if next < 0 {
			return hidden, false
		}
		hidden[next] = true
	}
	return hidden, true
}

// safe tells whether what is hidden cannot be reckoned back from the sums.
func safe(parts []part, hidden []bool) bool {
	var them []part
	for i, p := range parts {
		if hidden[i] {
			them = append(them, p)
		}
	}
	if len(them) == 0 {
		return true
	}
	for k := range them[0] {
		if !safeCount(them, k) {
			return false
		}
	}
	return len(them) > 1
}

// safeCount looks at one of the counts of the hidden parts.
func safeCount(them []part, k int) bool {
	sums := make([]int, len(them[0][k]))
	empty := false
	for _, p := range them {
		empty = empty || total(p[k]) == 0
		for i, n := range p[k] {
			sums[i] += n
		}
	}
	return !slices.ContainsFunc(sums, small) && (empty || total(sums) > len(them))
}

// nextToHide is the smallest part that is told and has somebody in it; when
// there is none, one that has nobody; -1 when all are hidden.
func nextToHide(parts []part, hidden []bool) int {
	next := -1
	for i, p := range parts {
		switch {
		case hidden[i]:
		case next < 0, p.size() > 0 && (parts[next].size() == 0 || p.size() < parts[next].size()):
			next = i
		}
	}
	return next
}

// publishSum hides parts of a sum. When nothing less will do it hides them all,
// and the sum too.
func publishSum(sum *Count, counts []*Count) {
	parts := make([]part, len(counts))
	for i, c := range counts {
		parts[i] = part{{int(*c)}}
	}
	hidden, ok := hide(parts)
	if !ok || small(int(*sum)) {
		*sum = Hidden
	}
	for i, c := range counts {
		if hidden[i] || *sum == Hidden {
			*c = Hidden
		}
	}
}

// each makes new rates, one by one.
func (r Rates) each(change func(Rate) Rate) Rates {
	return Rates{
		EmployedEverOfStarted:        change(r.EmployedEverOfStarted),
		EmployedNowOfActive:          change(r.EmployedNowOfActive),
		Quarterly:                    change(r.Quarterly),
		EnteredWorkOfJoblessStarters: change(r.EnteredWorkOfJoblessStarters),
		WorkOrStudy12m:               change(r.WorkOrStudy12m),
	}
}

func hiddenRate(Rate) Rate { return Rate{Numerator: Hidden, Denominator: Hidden} }

// parts are those who are in the numerator and those who are not.
func (r Rate) parts() []int { return []int{int(r.Numerator), int(r.Denominator - r.Numerator)} }

// tells tells whether a share tells of a few people.
func (r Rate) tells() bool {
	return part{r.parts()}.small()
}

func (r Rate) publish() Rate {
	if r.tells() {
		return hiddenRate(r)
	}
	return r
}

// publish hides a step when those who have come to it, or those who have not,
// are few.
func (f Funnel) publish() Funnel {
	of := func(n, all Count) Count {
		if small(int(n)) || small(int(all-n)) {
			return Hidden
		}
		return n
	}
	return Funnel{
		Referred: of(f.Referred, f.Referred), Started: of(f.Started, f.Started),
		Profile: of(f.Profile, f.Started), EmployerContact: of(f.EmployerContact, f.Started), EmployedEver: of(f.EmployedEver, f.Started),
	}
}

// publish hides why the others have not come to it when one of the reasons is
// rare, and everything when those who have, or those who have not, are few.
func (w Wait) publish() Wait {
	w.Curve = []Step{}
	others := w.People - w.Reached
	if small(int(w.People)) || small(int(w.Reached)) || small(int(others)) {
		return Wait{People: Hidden, Reached: Hidden, Waiting: Hidden, Left: Hidden, Curve: w.Curve}
	}
	publishSum(&others, []*Count{&w.Waiting, &w.Left})
	return w
}

func (t Tenure) publish() Tenure {
	if t.tells() || small(int(t.Running)) || small(int(t.Numerator-t.Running)) {
		t.Rate, t.Running, t.Ended = hiddenRate(t.Rate), Hidden, Hidden
	}
	return t
}

func (h Hours) publish() Hours {
	h.Classes = slices.Clone(h.Classes)
	parts := []*Count{&h.NotTold}
	for i := range h.Classes {
		parts = append(parts, &h.Classes[i].Count)
	}
	publishSum(&h.Jobs, parts)
	if h.Jobs == Hidden {
		h.Median = nil
	}
	return h
}

// publishClosings tells the known words by themselves, and the senders' own
// texts as other.
func publishClosings(list []Closing) []Closing {
	other := string(casework.CloseOther)
	told := []Closing{}
	for _, c := range list {
		if c.Reason != nil && !slices.Contains(casework.CloseReasons, casework.CloseReason(*c.Reason)) {
			c.Reason = &other
		}
		i := slices.IndexFunc(told, func(x Closing) bool { return equal(x.Reason, c.Reason) })
		if i < 0 {
			told = append(told, c)
		} else {
			told[i].Count += c.Count
		}
	}
	var sum Count
	var parts []*Count
	for i := range told {
		sum += told[i].Count
		parts = append(parts, &told[i].Count)
	}
	all := int(sum)
	if publishSum(&sum, parts); sum == Hidden && len(told) > 0 && !small(all) {
		return []Closing{}
	}
	slices.SortFunc(told, byCount)
	return told
}

func equal(a, b *string) bool { return a == b || a != nil && b != nil && *a == *b }

// publishQuarters tells each flow of the quarters as parts of the whole
// period's. Subsidised job starts go with the job starts that they are of.
func publishQuarters(list []Quarter, whole Flows) ([]Quarter, Flows) {
	list = slices.Clone(list)
	for i := range list {
		r := list[i].Rates
		list[i].Rates = Rates{EmployedEverOfStarted: hiddenRate(r.EmployedEverOfStarted), EmployedNowOfActive: r.EmployedNowOfActive.publish(),
			Quarterly: r.Quarterly.publish(), EnteredWorkOfJoblessStarters: hiddenRate(r.EnteredWorkOfJoblessStarters), WorkOrStudy12m: hiddenRate(r.WorkOrStudy12m)}
	}
	flow := func(of func(*Flows) *Count) {
		var parts []*Count
		for i := range list {
			parts = append(parts, of(&list[i].Flows))
		}
		publishSum(of(&whole), parts)
	}
	publishJobs(list, &whole)
	flow(func(f *Flows) *Count { return &f.Referred })
	flow(func(f *Flows) *Count { return &f.Started })
	flow(func(f *Flows) *Count { return &f.WorkTrials })
	flow(func(f *Flows) *Count { return &f.Studies })
	flow(func(f *Flows) *Count { return &f.Ended })
	flow(func(f *Flows) *Count { return &f.FaceToFace })
	return list, whole
}

// publishJobs hides job starts together with those of them that are subsidised.
func publishJobs(list []Quarter, whole *Flows) {
	of := func(f Flows) part {
		return part{{int(f.JobStartsSubsidised), int(f.JobStarts - f.JobStartsSubsidised)}}
	}
	parts := make([]part, len(list))
	for i, q := range list {
		parts[i] = of(q.Flows)
	}
	hidden, ok := hide(parts)
	if !ok || of(*whole).small() {
		whole.JobStarts, whole.JobStartsSubsidised = Hidden, Hidden
	}
	for i := range list {
		if hidden[i] || whole.JobStarts == Hidden {
			list[i].Flows.JobStarts, list[i].Flows.JobStartsSubsidised = Hidden, Hidden
		}
	}
}

// publishGroups hides whole groups; the sums of all groups are the rates of the
// programme. A rate that is hidden there is hidden in every group, and when
// hiding groups does not do, the list is left out.
func publishGroups(list []Group, whole Rates) []Group {
	parts := make([]part, len(list))
	for i, g := range list {
		for k, rate := range g.Rates.List() {
			if !whole.List()[k].tells() {
				parts[i] = append(parts[i], rate.parts())
			}
		}
	}
	hidden, ok := hide(parts)
	if !ok {
		return []Group{}
	}
	list = slices.Clone(list)
	for i := range list {
		rates := list[i].Rates.List()
		list[i].Rates = ratesBy(func(key string) Rate {
			k := slices.Index(RateKeys, key)
			if hidden[i] || whole.List()[k].tells() {
				return Rate{Numerator: Hidden, Denominator: Hidden}
			}
			return rates[k]
		})
	}
	return list
}

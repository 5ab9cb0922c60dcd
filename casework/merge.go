package casework

import (
	"slices"

	"sijoita/problem"
)

// Merge says that two records are one person's (sama henkilö kahdesti). One
// person proposes it and another confirms it; so it is with taking it back.
type Merge struct {
	Noted
	KeepID         int64 // the record that stays
	FromID         int64 // the one that is emptied into it
	Reason         string
	ProposedBy     int64
	ProposedOn     Day
	DroppedBy      int64 // with DroppedOn: proposed, and not done
	DroppedOn      Day
	ConfirmedBy    int64
	ConfirmedOn    Day
	UndoProposedBy int64
	UndoProposedOn Day
	UndoneBy       int64
	UndoneOn       Day
	Brought
}

// Brought is what a merge has put with the kept record, so that taking it back
// puts back exactly that.
type Brought struct {
	Episodes  []int64
	Referrals []int64
	Consents  []int64
	Doubles   []int64 // episodes that never began and would stand beside another: withdrawn
	Incomes   []Income
	Bans      []Ban
	Ordered   bool // the order of non-disclosure came with it
	Reached   bool // how the client is reached did
}

// Waits tells whether the merge is proposed and neither confirmed nor dropped.
func (m Merge) Waits() bool { return m.ConfirmedOn.IsZero() && m.DroppedOn.IsZero() }

// Holds tells whether the two records are one.
func (m Merge) Holds() bool { return !m.ConfirmedOn.IsZero() && m.UndoneOn.IsZero() }

// UndoWaits tells whether taking the merge back is proposed.
func (m Merge) UndoWaits() bool { return m.Holds() && !m.UndoProposedOn.IsZero() }

// Proposer is who proposed what waits for a second person; 0: nothing waits.
func (m Merge) Proposer() int64 {
	switch {
	case m.Waits():
		return m.ProposedBy
	case m.UndoWaits():
		return m.UndoProposedBy
	}
	return 0
}

const maxMergeReason = 1000

// ProposeMerge proposes that from is the person of keep. had are the merges of
// both. It refuses with problem.Invalid no reason, and with problem.Conflict a
// record that is in another already, one that a proposal waits for, and two
// that CanMerge refuses.
func ProposeMerge(m Merge, keep, from Client, had []Merge, kept, moved []Episode) (Merge, error) {
	if keep.MergedInto != 0 || from.MergedInto != 0 || keep.ID == from.ID {
		return m, problem.New(problem.Conflict, "merge.already")
	}
	if slices.ContainsFunc(had, func(o Merge) bool { return o.Proposer() != 0 }) {
		return m, problem.New(problem.Conflict, "merge.waits")
	}
	if _, err := CanMerge(kept, moved); err != nil {
		return m, err
	}
	var f problem.Fields
	if m.Reason == "" {
		f.Add("reason", "problem.reason_missing")
	}
	checkText(&f, "reason", m.Reason, maxMergeReason)
	m.KeepID, m.FromID = keep.ID, from.ID
	return m, f.Problem()
}

// CanMerge refuses with problem.Conflict two records with episodes of one
// programme that overlap. A double referral that was returned is no reason: it
// gives the episodes to withdraw, so that it stands beside the other no more.
func CanMerge(kept, moved []Episode) (doubles []int64, err error) {
	for _, k := range kept {
		for _, e := range moved {
			switch {
			case !overlap(k, e):
			case e.returned():
				doubles = append(doubles, e.ID)
			case k.returned():
				doubles = append(doubles, k.ID)
			default:
				return nil, problem.New(problem.Conflict, "merge.overlap").With("first", k.ReferredOn).With("second", e.ReferredOn)
			}
		}
	}
	slices.Sort(doubles)
	return slices.Compact(doubles), nil
}

// returned tells whether the episode was over before it began.
func (e Episode) returned() bool { return e.StartedOn.IsZero() && !e.CancelledOn.IsZero() }

// overlap tells whether two episodes cannot both be one client's: of two that
// were referred on one day nobody could say which is the newer.
func overlap(a, b Episode) bool {
	if a.Withdrawn || b.Withdrawn || a.ProgrammeID != b.ProgrammeID {
		return false
	}
	goesOn := func(e, at Episode) bool { return e.Over().IsZero() || at.ReferredOn.Before(e.Over()) }
	return a.ReferredOn == b.ReferredOn || goesOn(a, b) && goesOn(b, a)
}

// ConfirmMerge is the second person's yes to what waits: the merge, or taking
// it back. It refuses with problem.Forbidden who proposed it, and with
// problem.Conflict when nothing waits, or one of the records has gone into
// another since.
func ConfirmMerge(m Merge, keep, from Client, by int64, today Day) (Merge, error) {
	switch {
	case m.Proposer() == 0:
		return m, problem.New(problem.Conflict, "merge.nothing_waits")
	case m.Proposer() == by:
		return m, problem.New(problem.Forbidden, "merge.another_confirms")
	case keep.MergedInto != 0 || m.Waits() && from.MergedInto != 0:
		return m, problem.New(problem.Conflict, "merge.merged_on")
	case m.Waits():
		m.ConfirmedBy, m.ConfirmedOn = by, today
	default:
		m.UndoneBy, m.UndoneOn = by, today
	}
	return m, nil
}

// DropMerge takes back what waits, by whoever proposed it or another: the two
// stay two, or one. It refuses with problem.Conflict when nothing waits.
func DropMerge(m Merge, by int64, today Day) (Merge, error) {
	switch {
	case m.Waits():
		m.DroppedBy, m.DroppedOn = by, today
	case m.UndoWaits():
		m.UndoProposedBy, m.UndoProposedOn = 0, Day{}
	default:
		return m, problem.New(problem.Conflict, "merge.nothing_waits")
	}
	return m, nil
}

// ProposeUnmerge proposes to take a merge back. It refuses with
// problem.Conflict one that does not hold or waits for that already, and one
// whose kept record is in another by now: that one is taken back first.
func ProposeUnmerge(m Merge, keep Client, by int64, today Day) (Merge, error) {
	switch {
	case !m.Holds():
		return m, problem.New(problem.Conflict, "merge.not_merged")
	case m.UndoWaits():
		return m, problem.New(problem.Conflict, "merge.undo_waits")
	case keep.MergedInto != 0:
		return m, problem.New(problem.Conflict, "merge.merged_on")
	}
	m.UndoProposedBy, m.UndoProposedOn = by, today
	return m, nil
}

// MergeClients gives the kept record what the emptied one says of incomes, bans
// and an order of non-disclosure, and, where it says nothing of it itself, how
// the client is reached; it tells what of it is new. The emptied record keeps its
// own text.
func MergeClients(keep, from Client) (Client, Client, Brought) {
	var b Brought
	for _, i := range from.Incomes {
		if !slices.Contains(keep.Incomes, i) {
			b.Incomes = append(b.Incomes, i)
		}
	}
	for _, ban := range from.Bans {
		if !slices.Contains(keep.Bans, ban) {
			b.Bans = append(b.Bans, ban)
		}
	}
	b.Ordered = from.NonDisclosure && !keep.NonDisclosure
	keep.Incomes, keep.Bans = slices.Concat(keep.Incomes, b.Incomes), slices.Concat(keep.Bans, b.Bans)
	if b.Ordered {
		keep = keep.WithNonDisclosure(true)
	}
	if b.Reached = keep.ReachedBy() == (Reach{}) && from.ReachedBy() != (Reach{}); b.Reached {
		keep.Reach = from.ReachedBy()
		keep = keep.WithNonDisclosure(keep.NonDisclosure)
	}
	from.MergedInto = keep.ID
	return keep, from, b
}

// UnmergeClients takes back what MergeClients brought. What was noted since
// stays with the kept record.
func UnmergeClients(keep, from Client, b Brought) (Client, Client) {
	keep.Incomes = slices.DeleteFunc(slices.Clone(keep.Incomes), func(i Income) bool { return slices.Contains(b.Incomes, i) })
	keep.Bans = slices.DeleteFunc(slices.Clone(keep.Bans), func(ban Ban) bool { return slices.Contains(b.Bans, ban) })
	if b.Ordered {
		keep = keep.WithNonDisclosure(false)
	}
	if b.Reached && keep.ReachedBy() == from.ReachedBy() {
		keep.Reach, keep.HiddenReach = Reach{}, Reach{}
	}
	from.MergedInto = 0
	return keep, from
}

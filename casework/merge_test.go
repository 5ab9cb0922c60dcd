package casework

import (
	"testing"

	"sijoita/problem"
)

func TestMergeRules(t *testing.T) {
	day := MustDay("2026-11-20")
	active := Episode{ProgrammeID: 1, ReferredOn: MustDay("2026-01-01"), StartedOn: MustDay("2026-02-01")}
	active.ID = 1
	double := Episode{ProgrammeID: 1, ReferredOn: MustDay("2026-05-01"), CancelledOn: MustDay("2026-05-03")}
	double.ID = 2
	elsewhere := active
	elsewhere.ProgrammeID, elsewhere.ID = 2, 3
	earlier := Episode{ProgrammeID: 1, ReferredOn: MustDay("2025-01-01"), StartedOn: MustDay("2025-02-01"), EndedOn: MustDay("2026-01-01")}
	keep, from := Client{Record: Record{ID: 1}}, Client{Record: Record{ID: 2}}
	gone := Client{Record: Record{ID: 3}, MergedInto: 1}
	proposed := Merge{KeepID: 1, FromID: 2, ProposedBy: 7, ProposedOn: day, Reason: "x"}
	merged := proposed
	merged.ConfirmedBy, merged.ConfirmedOn = 8, day
	undo := merged
	undo.UndoProposedBy, undo.UndoProposedOn = 7, day
	dropped := proposed
	dropped.DroppedBy, dropped.DroppedOn = 7, day
	propose := func(m Merge, a, b Client, had []Merge, x, y []Episode) error {
		_, err := ProposeMerge(m, a, b, had, x, y)
		return err
	}
	confirm := func(m Merge, keep Client, by int64) error {
		_, err := ConfirmMerge(m, keep, from, by, day)
		return err
	}
	undoing := func(m Merge, keep Client) error { _, err := ProposeUnmerge(m, keep, 7, day); return err }
	dropping := func(m Merge) error { _, err := DropMerge(m, 8, day); return err }
	for _, row := range []struct {
		rule string
		err  error
		key  string
	}{
		{"two records are proposed to be one person's", propose(Merge{Reason: "x"}, keep, from, nil, []Episode{active}, nil), ""},
		{"a reason is given", propose(Merge{}, keep, from, nil, nil, nil), "problem.invalid"},
		{"a record is not merged into itself", propose(Merge{Reason: "x"}, keep, keep, nil, nil, nil), "merge.already"},
		{"an emptied record is not merged again", propose(Merge{Reason: "x"}, keep, gone, nil, nil, nil), "merge.already"},
		{"one proposal waits at a time", propose(Merge{Reason: "x"}, keep, from, []Merge{proposed}, nil, nil), "merge.waits"},
		{"a dropped one stands in nobody's way", propose(Merge{Reason: "x"}, keep, from, []Merge{dropped}, nil, nil), ""},
		{"overlapping episodes of one programme are not one person's", propose(Merge{Reason: "x"}, keep, from, nil, []Episode{active}, []Episode{active}), "merge.overlap"},
		{"a double referral that was returned is no overlap", propose(Merge{Reason: "x"}, keep, from, nil, []Episode{active}, []Episode{double}), ""},
		{"two programmes do not overlap", propose(Merge{Reason: "x"}, keep, from, nil, []Episode{active}, []Episode{elsewhere}), ""},
		{"one after the other is no overlap", propose(Merge{Reason: "x"}, keep, from, nil, []Episode{active}, []Episode{earlier}), ""},
		{"another person confirms", confirm(proposed, keep, 8), ""},
		{"who proposed it does not confirm it", confirm(proposed, keep, 7), "merge.another_confirms"},
		{"a dropped one is not confirmed", confirm(dropped, keep, 8), "merge.nothing_waits"},
		{"what holds waits for nobody", confirm(merged, keep, 8), "merge.nothing_waits"},
		{"taking back is proposed for what holds", undoing(merged, keep), ""},
		{"and not for what was only proposed", undoing(proposed, keep), "merge.not_merged"},
		{"and not twice", undoing(undo, keep), "merge.undo_waits"},
		{"and not when the kept record has gone into another", undoing(merged, gone), "merge.merged_on"},
		{"another person confirms taking back", confirm(undo, keep, 8), ""},
		{"who proposed taking back does not confirm it", confirm(undo, keep, 7), "merge.another_confirms"},
		{"a proposal is dropped", dropping(proposed), ""},
		{"taking back is dropped", dropping(undo), ""},
		{"what does not wait is not dropped", dropping(merged), "merge.nothing_waits"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			p := problem.As(row.err)
			if p == nil && row.key == "" && row.err == nil {
				return
			}
			if p == nil || p.Key != row.key && !(row.key == "problem.invalid" && p.Kind == problem.Invalid) {
				t.Errorf("got %v, want %q", row.err, row.key)
			}
		})
	}
	t.Run("incomes, bans, an order and a number come along and go back", func(t *testing.T) {
		of := Client{Record: Record{ID: 2}, Incomes: []Income{{Kind: "wage"}}, Reach: Reach{Phone: "040 000 0001"}, Safety: Safety{NonDisclosure: true, Bans: []Ban{{StaffID: 4}}}}
		kept, emptied, brought := MergeClients(keep, of)
		if len(kept.Incomes) != 1 || len(kept.Bans) != 1 || !kept.NonDisclosure || kept.Phone != "" || kept.HiddenReach.Phone == "" || emptied.MergedInto != keep.ID {
			t.Errorf("merged they are %+v and %+v", kept, emptied)
		}
		kept, restored := UnmergeClients(kept, emptied, brought)
		if len(kept.Incomes) != 0 || len(kept.Bans) != 0 || kept.NonDisclosure || kept.ReachedBy() != (Reach{}) || restored.MergedInto != 0 || len(restored.Bans) != 1 {
			t.Errorf("taken apart they are %+v and %+v", kept, restored)
		}
	})
}

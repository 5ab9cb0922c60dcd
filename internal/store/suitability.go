package store

import (
	"slices"
	"strings"

	"sijoita/casework"
)

var suitabilities = table[casework.Suitability]{
	name: "suitability",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, episode, on_day, present," +
		" model_told, voluntary_told, free_told, wish, keenness, goal, concerns, decision, think_until, reason, service, place",
	order:  "on_day DESC, id DESC",
	record: func(s *casework.Suitability) *casework.Record { return &s.Record },
	values: func(tx *Tx, s casework.Suitability) []any {
		return []any{s.UID, tx.County, orNull(s.SenderID), s.Revision, s.RecordedBy, s.RecordedAt, s.Withdrawn,
			s.EpisodeID, s.On, spaced(s.Present), s.ModelTold, s.VoluntaryTold, s.FreeTold, s.Wish, s.Keenness, s.Goal,
			spaced(s.Concerns), s.Decision, s.ThinkUntil, s.Reason, s.Service, s.Place}
	},
	scan: func(scan func(...any) error) (s casework.Suitability, err error) {
		var county int64
		var present, concerns string
		err = scan(&s.ID, &s.UID, &county, optional(&s.SenderID), &s.Revision, &s.RecordedBy, &s.RecordedAt, &s.Withdrawn,
			&s.EpisodeID, &s.On, &present, &s.ModelTold, &s.VoluntaryTold, &s.FreeTold, &s.Wish, &s.Keenness, &s.Goal,
			&concerns, &s.Decision, &s.ThinkUntil, &s.Reason, &s.Service, &s.Place)
		s.Present, s.Concerns = unspaced[casework.Attendant](present), unspaced[casework.Concern](concerns)
		return s, err
	},
}

// spaced writes a few words of a closed list into one column.
func spaced[T ~string](words []T) string {
	texts := make([]string, len(words))
	for i, w := range words {
		texts[i] = string(w)
	}
	return strings.Join(texts, " ")
}

// unspaced reads what spaced wrote.
func unspaced[T ~string](text string) []T {
	var words []T
	for _, w := range strings.Fields(text) {
		words = append(words, T(w))
	}
	return words
}

// SuitabilityByUID gives one first meeting, or ErrNotFound.
func (tx *Tx) SuitabilityByUID(uid casework.UID) (casework.Suitability, error) {
	return suitabilities.byUID(tx, uid)
}

// SuitabilityOfEpisodes lists the episodes' first meetings, the newest first,
// withdrawn ones too.
func (tx *Tx) SuitabilityOfEpisodes(ids []int64) ([]casework.Suitability, error) {
	var all []casework.Suitability
	for part := range slices.Chunk(ids, chunk) {
		marks, args := in([]any{tx.County}, part)
		some, err := suitabilities.where(tx, "episode IN ("+marks+")", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// AddSuitability adds a first meeting.
func (tx *Tx) AddSuitability(s casework.Suitability) (casework.Suitability, error) {
	all := []casework.Suitability{s}
	err := suitabilities.add(tx, all)
	return all[0], err
}

// ReviseSuitability puts the changed text in the place of the old one; see table.revise.
func (tx *Tx) ReviseSuitability(old, changed casework.Suitability, actor, reason string) (casework.Suitability, error) {
	err := suitabilities.revise(tx, old, &changed, actor, reason)
	return changed, err
}

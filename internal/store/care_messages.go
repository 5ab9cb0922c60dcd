package store

import (
	"slices"

	"sijoita/casework"
)

var careMessages = table[casework.CareMessage]{
	name:    "care_message",
	columns: "uid, county, sender_id, revision, recorded_by, recorded_at, withdrawn, care_team, episode, toward, on_day, text, done_on, done_by",
	order:   "on_day DESC, id DESC",
	record:  func(m *casework.CareMessage) *casework.Record { return &m.Record },
	values: func(tx *Tx, m casework.CareMessage) []any {
		return []any{m.UID, tx.County, orNull(m.SenderID), m.Revision, m.RecordedBy, m.RecordedAt, m.Withdrawn,
			m.CareTeamID, ref(m.EpisodeID).value(), m.To, m.On, m.Text, m.DoneOn, ref(m.DoneBy).value()}
	},
	scan: func(scan func(...any) error) (m casework.CareMessage, err error) {
		var county int64
		return m, scan(&m.ID, &m.UID, &county, optional(&m.SenderID), &m.Revision, &m.RecordedBy, &m.RecordedAt, &m.Withdrawn,
			&m.CareTeamID, key(&m.EpisodeID), &m.To, &m.On, &m.Text, &m.DoneOn, key(&m.DoneBy))
	},
}

// CareMessageByUID gives one message, or ErrNotFound.
func (tx *Tx) CareMessageByUID(uid casework.UID) (casework.CareMessage, error) {
	return careMessages.byUID(tx, uid)
}

// CareMessages lists the messages between care teams and coaches that wait, and
// those that were dealt with since a day, the newest first; no withdrawn ones.
func (tx *Tx) CareMessages(careTeams []int64, since casework.Day) ([]casework.CareMessage, error) {
	var all []casework.CareMessage
	for part := range slices.Chunk(careTeams, chunk) {
		marks, args := in([]any{tx.County, since}, part)
		some, err := careMessages.where(tx, "care_team IN ("+marks+") AND NOT withdrawn AND (done_on IS NULL OR done_on >= $2)", args[1:]...)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// CareMessagesOfEpisodes lists the messages about the episodes' client, the
// newest first, withdrawn ones too.
func (tx *Tx) CareMessagesOfEpisodes(ids []int64) ([]casework.CareMessage, error) {
	return careMessages.ofEpisodes(tx, ids, "")
}

// AddCareMessage adds one. A uid that is there is ErrTaken.
func (tx *Tx) AddCareMessage(m casework.CareMessage) (casework.CareMessage, error) {
	all := []casework.CareMessage{m}
	err := careMessages.add(tx, all)
	return all[0], err
}

// AddCareMessages adds them.
func (tx *Tx) AddCareMessages(all []casework.CareMessage) error { return careMessages.add(tx, all) }

// ReviseCareMessage puts the changed one in the place of the old; see table.revise.
func (tx *Tx) ReviseCareMessage(old, changed casework.CareMessage, actor, reason string) (casework.CareMessage, error) {
	err := careMessages.revise(tx, old, &changed, actor, reason)
	return changed, err
}

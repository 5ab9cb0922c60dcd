package store

import "sijoita/casework"

var partnerTalks = table[casework.PartnerTalk]{
	name:    "partner_talk",
	columns: notedColumns + "supporter, at_time, minutes, place, channel, by_staff, with_client, present, matter, agreed, next_on",
	order:   "on_day DESC, id DESC",
	record:  func(m *casework.PartnerTalk) *casework.Record { return &m.Record },
	values: func(tx *Tx, m casework.PartnerTalk) []any {
		return notedValues(tx, m.Noted, m.EpisodeID, m.On, m.SupporterID, m.At, m.Minutes, m.Place, m.Channel, ref(m.ByID).value(),
			m.WithClient, m.Present, m.Matter, m.Agreed, m.NextOn)
	},
	scan: func(scan func(...any) error) (m casework.PartnerTalk, err error) {
		return m, scanNoted(scan, &m.Noted, &m.EpisodeID, &m.On, &m.SupporterID, &m.At, &m.Minutes, &m.Place, &m.Channel, key(&m.ByID),
			&m.WithClient, &m.Present, &m.Matter, &m.Agreed, &m.NextOn)
	},
}

// PartnerTalkByUID gives one meeting with a partner, or ErrNotFound.
func (tx *Tx) PartnerTalkByUID(uid casework.UID) (casework.PartnerTalk, error) {
	return partnerTalks.byUID(tx, uid)
}

// PartnerTalksOfEpisodes lists the episodes' meetings with partners, the
// newest first, withdrawn ones too.
func (tx *Tx) PartnerTalksOfEpisodes(ids []int64) ([]casework.PartnerTalk, error) {
	return partnerTalks.ofEpisodes(tx, ids, "")
}

// AddPartnerTalks adds them. A uid that is there is ErrTaken.
func (tx *Tx) AddPartnerTalks(all []casework.PartnerTalk) error {
	return partnerTalks.add(tx, all)
}

// RevisePartnerTalk puts the changed text in the place of the old one; see table.revise.
func (tx *Tx) RevisePartnerTalk(old, changed casework.PartnerTalk, actor, reason string) (casework.PartnerTalk, error) {
	err := partnerTalks.revise(tx, old, &changed, actor, reason)
	return changed, err
}

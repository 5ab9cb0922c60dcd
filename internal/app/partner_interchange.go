package app

import (
	"sijoita/casework"
	"sijoita/internal/interchange"
)

// How what was told to care teams, talks with partners and texts for other
// registers stand in documents.

func (in *importer) addSetbacks() error {
	return in.turn.tx.AddSetbacks(converted(in.document.Setbacks, func(c interchange.Setback) casework.Setback {
		return casework.Setback{Noted: in.noted(c.ID, c.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, c.Episode), On: c.On, Text: c.Text}
	}))
}

func (in *importer) addPartnerTalks() error {
	return in.turn.tx.AddPartnerTalks(converted(in.document.PartnerTalks, func(m interchange.PartnerTalk) casework.PartnerTalk {
		minutes := 0
		if m.Minutes != nil {
			minutes = *m.Minutes
		}
		return casework.PartnerTalk{
			Noted: in.noted(m.ID, m.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, m.Episode), SupporterID: in.key(interchange.ListNetwork, m.With),
			On: m.On, At: m.At, Minutes: minutes, Place: m.Place, Channel: m.Channel, ByID: in.key(interchange.ListStaff, m.Staff),
			WithClient: m.WithClient, Present: m.Present, Matter: m.Matter, Agreed: m.Agreed, NextOn: m.NextOn,
		}
	}))
}

func (in *importer) addRecordTexts() error {
	return in.turn.tx.AddRecordTexts(converted(in.document.RecordTexts, func(t interchange.RecordText) casework.RecordText {
		return casework.RecordText{
			Noted: in.noted(t.ID, t.Withdrawn), EpisodeID: in.key(interchange.ListEpisodes, t.Episode), On: t.On, From: t.From, To: t.To,
			Register: t.Register, Text: t.Text, CarriedOn: t.CarriedOn, CarriedAt: t.CarriedAt, CarriedBy: in.key(interchange.ListStaff, t.CarriedBy),
		}
	}))
}

func (x exporter) setback(c casework.Setback) interchange.Setback {
	return interchange.Setback{ID: c.Outward(), Episode: x.episodes[c.EpisodeID], On: c.On, Text: c.Text, Withdrawn: c.Withdrawn}
}

func (x exporter) partnerTalk(m casework.PartnerTalk) interchange.PartnerTalk {
	d := interchange.PartnerTalk{
		ID: m.Outward(), Episode: x.episodes[m.EpisodeID], With: x.network[m.SupporterID], On: m.On, At: m.At, Place: m.Place, Channel: m.Channel,
		Staff: x.staff[m.ByID], WithClient: m.WithClient, Present: m.Present, Matter: m.Matter, Agreed: m.Agreed, NextOn: m.NextOn, Withdrawn: m.Withdrawn,
	}
	if m.Minutes != 0 {
		d.Minutes = &m.Minutes
	}
	return d
}

func (x exporter) recordText(t casework.RecordText) interchange.RecordText {
	return interchange.RecordText{
		ID: t.Outward(), Episode: x.episodes[t.EpisodeID], On: t.On, From: t.From, To: t.To, Register: t.Register, Text: t.Text,
		CarriedOn: t.CarriedOn, CarriedAt: t.CarriedAt, CarriedBy: x.staff[t.CarriedBy], Withdrawn: t.Withdrawn,
	}
}

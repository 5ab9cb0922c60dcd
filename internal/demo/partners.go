package demo

import (
	"sijoita/casework"
	"sijoita/internal/interchange"
)

// talked is a talk with one of Joona's network, so many days ago.
type talked struct {
	with    string
	ago     int
	channel casework.MeetingChannel
	matter  string
	agreed  string
	next    int // days from today; 0: not agreed
}

// addPartners adds what was agreed with those around Joona, what his care team
// was told, and the texts that were carried into the patient record, or wait to
// be.
func (s *service) addPartners() {
	joona := s.personNamed("Joona").now().episode
	const adviser = "ne-tyo"
	s.doc.Network = append(s.doc.Network, interchange.Supporter{
		ID: adviser, Episode: joona, On: s.ago(74), Source: casework.SourceClient, Party: casework.PartyEmployment,
		Name: "Työllisyyspalvelujen asiantuntija", Helps: "Tietää tuista.", MayContact: true, Matters: "Työnhaku ja palkkatuki",
	})
	s.letSpeakWith(s.personNamed("Joona"), casework.ConsentEmploymentServices)
	s.addTalks(joona, []talked{
		{adviser, 62, casework.MeetingFaceToFace, "Työnhaun tilanne ja velvollisuudet.", "Työnhakuvelvollisuus on voimassa, valmentaja lähettää hakemuksista koosteen kuun lopussa.", 0},
		{adviser, 12, casework.MeetingByPhone, "Palkkatuki, jos työpaikka löytyy.", "Hakemus ennen työn alkua. Asiantuntija laskee, kuinka kauan tukea voi saada.", 9},
	})
	s.doc.Setbacks = append(s.doc.Setbacks, interchange.Setback{
		ID: "vo0001", Episode: joona, On: s.ago(33), Text: "Joona on nukkunut huonosti viikon ja jäi pois kahdesta tapaamisesta. Sovimme, että omahoitaja soittaa hänelle tänään.",
	})
	s.doc.RecordTexts = append(s.doc.RecordTexts,
		interchange.RecordText{
			ID: "kt0001", Episode: joona, On: s.ago(31), From: s.ago(61), To: s.ago(31), Register: casework.RegisterPatient,
			Text:      "Työhönvalmennus jatkui suunnitelman mukaan. Asiakas on etsinyt varastotyötä läheltä kotia. Uni on ollut huonoa, ja siitä on kerrottu hoitotiimille.",
			CarriedOn: s.ago(31), CarriedAt: "15:20", CarriedBy: riikka,
		},
		interchange.RecordText{
			ID: "kt0002", Episode: joona, On: s.ago(1), From: s.ago(30), To: s.ago(8), Register: casework.RegisterPatient,
			Text: "Työnhakusuunnitelma uusittiin työkokeilun jälkeen. Asiakas toivoo 15–20 tunnin viikkoa iltapäivisin. Vointi on parempi kuin kuukausi sitten.",
		})
}

func (s *service) addTalks(episode string, all []talked) {
	for _, a := range all {
		t := interchange.PartnerTalk{
			Episode: episode, With: a.with, On: s.ago(a.ago), Channel: a.channel, Place: casework.PlaceRemote, Staff: riikka, WithClient: true,
			Matter: a.matter, Agreed: a.agreed,
		}
		if a.channel == casework.MeetingFaceToFace {
			t.Place, t.At, t.Minutes, t.Present = casework.PlaceOffice, "10:00", ptr(45), "työkykykoordinaattori"
		}
		if a.next > 0 {
			t.NextOn = s.ago(-a.next)
		}
		s.doc.PartnerTalks = append(s.doc.PartnerTalks, t)
	}
	number(s.doc.PartnerTalks, "ku", func(t *interchange.PartnerTalk) *string { return &t.ID })
}

// letSpeakWith notes the leave unless the person has been asked for it.
func (s *service) letSpeakWith(p *person, kind casework.ConsentKind) {
	for i, c := range s.doc.Consents {
		if c.Client == p.client && c.Kind == kind {
			s.doc.Consents[i].Given = true
			return
		}
	}
	s.doc.Consents = append(s.doc.Consents, interchange.Consent{
		ID: "s-tyo", Client: p.client, Kind: kind, Given: true, Method: casework.ConsentOral, From: p.now().startedOn,
	})
}

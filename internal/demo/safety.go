package demo

import (
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// Whose consents and safety have a story, by family name or by coach and the
// day coaching began.
const (
	namesEmployers = "Warsame"   // lets herself be named to two employers only
	runsOutSoon    = "Söderholm" // what may be said of her health is agreed for nine days yet
	keptFrom       = "Nyström"   // lives next door to one of the coaches
	hidden         = 260         // days since the start of Tuuli's client under an order of non-disclosure
)

// addSafety tells the stories of consents and safety, when everything else has
// been noted.
func (s *service) addSafety() {
	for i := range s.doc.Clients {
		c, p := &s.doc.Clients[i], s.personOf(s.doc.Clients[i].ID)
		switch {
		case p == nil:
		case c.FamilyName == namesEmployers:
			s.nameEmployers(p)
		case c.FamilyName == runsOutSoon:
			s.agreeOnHealth(p)
		case c.FamilyName == keptFrom:
			c.Bans = []interchange.Ban{{Staff: sami, From: s.ago(200)}}
		case p.coach == tuuli && p.ago == hidden:
			c.NonDisclosure = true
		}
	}
}

func (s *service) personOf(client string) *person {
	i := slices.IndexFunc(s.people, func(p *person) bool { return p.client == client })
	if i < 0 {
		return nil
	}
	return s.people[i]
}

// nameEmployers limits the leave of a client to the employers met for them.
func (s *service) nameEmployers(p *person) {
	for i := range s.doc.Consents {
		c := &s.doc.Consents[i]
		if c.Client != p.client || c.Kind != casework.ConsentEmployers {
			continue
		}
		c.Leave, c.Method = casework.LeaveNamed, casework.ConsentWritten
		for _, v := range s.doc.EmployerContacts {
			if v.Episode == p.now().episode && !slices.Contains(c.Employers, v.Employer) {
				c.Employers = append(c.Employers, v.Employer)
			}
		}
	}
}

// agreeOnHealth notes a sentence that was agreed for half a year.
func (s *service) agreeOnHealth(p *person) {
	s.doc.Consents = append(s.doc.Consents, interchange.Consent{
		ID: "s-terveys", Client: p.client, Kind: casework.ConsentHealth, Given: true, Method: casework.ConsentOral,
		Scope: "Camilla behöver en lugn arbetsplats och pauser.", From: s.ago(170), To: s.ago(-9),
	})
}

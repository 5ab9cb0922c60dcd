package demo

import (
	"slices"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// known is what the team has learned of an employer beside its contacts.
type known struct {
	name    string
	owner   string
	address string
	website string
	needs   string
	hiring  string
	persons []interchange.ContactPerson
}

// The invented persons have numbers and addresses that reach nobody.
var memory = []known{
	{
		name: purola, owner: riikka, address: "Kauppakatu 4", website: "https://purola.example",
		needs:  "Hyllytystä aamuisin kuudesta yhdeksään, joulun alla enemmän. Pullonpalautuksen voisi erottaa omaksi työkseen.",
		hiring: "Kauppias päättää itse. Parhaiten tavoittaa tiistaina iltapäivällä.",
		persons: []interchange.ContactPerson{
			{Name: "Anneli Koski", Role: "kauppias", Phone: "050 000 0001", Email: "anneli@purola.example", Decides: true},
			{Name: "Jari Salo", Role: "vuoropäällikkö", Phone: "050 000 0002"},
		},
	},
	{
		name: kiinteistohuolto, owner: riikka, address: "Varastotie 11",
		needs:  "Lumityöt alkavat marraskuussa, kesällä pihatöitä. Aamu alkaa viideltä, mutta puolikas päivä käy.",
		hiring: "Työnjohtaja ehdottaa, toimitusjohtaja allekirjoittaa.",
		persons: []interchange.ContactPerson{
			{Name: "Pekka Rinne", Role: "työnjohtaja", Phone: "050 000 0003"},
			{Role: "toimitusjohtaja", Phone: "050 000 0004", Email: "toimisto@kiinteistohuolto.example", Decides: true},
		},
	},
	{
		name: leipa, needs: "Pakkaamoon aamuvuoro, neljä tuntia. Työ on seisomatyötä ja tahti tasainen.",
		hiring: "Haku omilla sivuilla, mutta kysyvät ensin tutuilta.",
		persons: []interchange.ContactPerson{
			{Name: "Mira Laine", Role: "henkilöstöpäällikkö", Phone: "050 000 0005", Email: "rekry@leipa.example", Decides: true},
		},
	},
	{
		name: longName, owner: riikka, website: "https://aallokko.example",
		needs:   "Lajitteluun ja verstaalle otetaan läpi vuoden. Työaika sovitaan kunkin mukaan.",
		persons: []interchange.ContactPerson{{Name: "Tarja Oja", Role: "työpajaohjaaja", Phone: "050 000 0006"}},
	},
}

// addMemory tells what is known of some employers, and which one of them has
// asked to be left alone.
func (s *service) addMemory() {
	for _, k := range memory {
		e := s.recordOf(s.named(k.name).id)
		e.Owner, e.Address, e.Website, e.Needs, e.Hiring, e.Persons = k.owner, k.address, k.website, k.needs, k.hiring, k.persons
	}
	if e, on := s.wearied(); e != nil {
		e.DoNotContact = &interchange.DoNotContact{On: on, Reason: "Omistaja pyysi, ettei soiteta: rekrytointi hoidetaan ketjun kautta."}
	}
}

func (s *service) recordOf(id string) *interchange.Employer {
	i := slices.IndexFunc(s.doc.Employers, func(e interchange.Employer) bool { return e.ID == id })
	return &s.doc.Employers[i]
}

// wearied finds an employer whose last contact, some time ago, came to nothing,
// and where nobody has worked; and the day of that contact.
func (s *service) wearied() (*interchange.Employer, casework.Day) {
	last := map[string]interchange.EmployerContact{}
	for _, c := range s.doc.EmployerContacts { // by day
		if !c.Withdrawn {
			last[c.Employer] = c
		}
	}
	const month = 30
	for _, e := range s.employers {
		c, met := last[e.id]
		if met && !e.story && !e.hired && c.Episode == "" && c.Next == casework.NextNotNow && c.On.Before(s.ago(month)) {
			return s.recordOf(e.id), c.On
		}
	}
	return nil, casework.Day{}
}

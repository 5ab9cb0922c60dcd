package demo

import (
	"fmt"

	"sijoita/casework"
	"sijoita/internal/interchange"
)

// trade is a line of business in which clients find work.
type trade struct {
	key        string
	name       string // %s: a place, as it stands or in the genitive
	genitive   bool
	industry   string // TOL
	occupation string // Ammattiluokitus 2010: what a client would do there
	sector     casework.Sector
	learned    []string // about the work; never about anybody's health
}

var trades = []trade{
	{"property", "%s Kiinteistöhuolto Oy", true, "81100", "5153", "company", []string{"Lumityöt alkavat, aamulla tarvitaan apua.", "Kesäksi kaivataan pihatöihin tekijää."}},
	{"cleaning", "%s Siivouspalvelu Oy", true, "81210", "9112", "company", []string{"Iltavuoroja jaossa, lyhyetkin käyvät.", "Toimistokohteita voi tehdä omassa tahdissa."}},
	{"grocery", "Lähikauppa %s", false, "47111", "5223", "company", []string{"Hyllytystä aamuisin kuudesta alkaen.", "Kassatyötä ei tarvitse tehdä, hyllytys riittää."}},
	{"bakery", "%s Leipomo Oy", true, "10710", "7512", "company", []string{"Pakkaamoon aamuvuoro, 4 tuntia.", "Yövuorot hoidetaan itse, päivällä pakataan."}},
	{"cafe", "Kahvila %s", false, "56302", "5246", "company", []string{"Lounasaikaan kiire, apu tarpeen klo 10–14.", "Tiskiin ja saliin sama ihminen."}},
	{"restaurant", "Ravintola %s", false, "56101", "9412", "company", []string{"Tiskiin haetaan tekijää viikonlopuiksi.", "Keittiömestari päättää, paikalla iltapäivisin."}},
	{"garden", "%s Puutarha Oy", true, "01300", "9214", "company", []string{"Taimikausi työllistää, kysy helmikuussa.", "Kastelu ja istutus, voi tehdä puolikasta päivää."}},
	{"garage", "%s Autohuolto Oy", true, "45201", "7231", "company", []string{"Renkaanvaihtoaikaan tarvitaan käsiä.", "Pesulinjalla saa mielellään kokeilla."}},
	{"carpentry", "%s Puutyö Oy", true, "16239", "7522", "company", []string{"Tilauskanta hyvä, pakkaukseen tekijä.", "Kaksi työntekijää, omistaja päättää."}},
	{"metal", "%s Konepaja Oy", true, "25620", "9329", "company", []string{"Etsivät hitsaajia mutta myös varastoapua.", "Palkkatuki kiinnostaa."}},
	{"laundry", "%s Pesula Oy", true, "96011", "8157", "company", []string{"Taittelu ja lajittelu, rauhallinen tahti.", "Hotellipyykki kasvattaa työtä kesällä."}},
	{"warehouse", "%s Varastopalvelu Oy", true, "52100", "9333", "company", []string{"Keräily opetetaan talossa.", "Työvaatteet talosta, kengät omat."}},
	{"recycling", "Kierrätyskeskus %s", false, "47790", "9612", "social_enterprise", []string{"Lajitteluun otetaan tekijöitä läpi vuoden.", "Työaika sovitaan kunkin mukaan."}},
	{"hotel", "Hotelli %s", false, "55101", "5151", "company", []string{"Kerroshoitoon tarvetta viikonloppuisin.", "Aamiaisvuoro alkaa viideltä."}},
	{"school", "%s koulun keittiö", true, "56290", "9412", "municipality", []string{"Sijaisuuksia tulee usein, soittavat itse.", "Rekrytointi kunnan kautta, keittiön vastaava auttaa."}},
	{"library", "%s lähikirjasto", true, "91010", "4411", "municipality", []string{"Hyllytys ja kirjojen palautus, hiljainen paikka.", "Päätös sivistysjohtajalta."}},
	{"elders", "Palvelukoti %s", false, "87301", "5329", "company", []string{"Avustavaan työhön, ei hoitotyötä.", "Ruokailujen aikaan apua."}},
	{"childcare", "Päiväkoti %s", false, "88910", "5311", "company", []string{"Avustaja ulkoiluun ja ruokailuun.", "Rikosrekisteriote tarvitaan."}},
	{"association", "%s kyläyhdistys ry", true, "94999", "5153", "association", []string{"Talkkarille töitä muutama tunti viikossa.", "Hallitus kokoontuu kerran kuussa."}},
	{"farm", "%s tila", true, "01500", "9213", "company", []string{"Navetta-apua aamuisin.", "Kesällä marjanpoimintaa ja pakkausta."}},
	{"office", "%s Tilipalvelu Oy", true, "69201", "4311", "company", []string{"Skannausta ja arkistointia, voi tehdä etänä.", "Tilinpäätösaika keväällä."}},
	{"printing", "%s Paino Oy", true, "18120", "7323", "company", []string{"Jälkikäsittelyyn tekijä.", "Pieni talo, hyvä henki."}},
	{"transport", "%s Kuljetus Oy", true, "49410", "8322", "company", []string{"Apulainen jakeluautoon.", "Ajokortti tarpeen, B riittää."}},
	{"flowers", "Kukkakauppa %s", false, "47761", "5223", "company", []string{"Äitienpäivä ja joulu, silloin apua.", "Kukkien käsittely opetetaan."}},
}

// Invented places, as they stand and in the genitive.
var places = [][2]string{
	{"Koskela", "Koskelan"}, {"Harjula", "Harjulan"}, {"Niemi", "Niemen"}, {"Rantala", "Rantalan"}, {"Kivelä", "Kivelän"},
	{"Lehtola", "Lehtolan"}, {"Saari", "Saaren"}, {"Ahola", "Aholan"}, {"Virta", "Virran"}, {"Myllylä", "Myllylän"},
	{"Pelto", "Pellon"}, {"Tuomela", "Tuomelan"}, {"Salmi", "Salmen"}, {"Mattila", "Mattilan"}, {"Kangas", "Kankaan"},
	{"Vuorela", "Vuorelan"}, {"Joki", "Joen"}, {"Metsola", "Metsolan"}, {"Lammi", "Lammin"},
}

// areas are the municipalities of a trade's employers, one each, a third of
// them in the town.
var areas = []string{town, "626", "239", "265", "778", "069", town, "421", town, "626", town, "069", "778", town, "239"}

// employer is an employer and what is known of it while contacts are made.
type employer struct {
	id    string
	trade trade
	area  string
	story bool // only the stories visit it
	hired bool // somebody works or has worked there
	metOn []casework.Day
}

// The employers of the stories.
const (
	kiinteistohuolto = "Suvannon Kiinteistöhuolto Oy"
	purola           = "Lähikauppa Purola"
	leipa            = "Suvannon Leipä Oy"
	asukkaat         = "Suvannon seudun asukasyhdistys ry"
	longName         = "Suvannon seudun työ-, kierrätys- ja hyvinvointipaja Aallokko osuuskunta"
)

func (s *service) addEmployers() {
	add := func(name, key, area string, story bool) {
		t := tradeOf(key)
		e := &employer{id: fmt.Sprintf("o%03d", len(s.employers)+1), trade: t, area: area, story: story}
		s.employers = append(s.employers, e)
		s.doc.Employers = append(s.doc.Employers, interchange.Employer{
			ID: e.id, Name: name, Industry: t.industry, Municipality: area, Sector: t.sector,
		})
	}
	add(kiinteistohuolto, "property", town, true)
	add(purola, "grocery", town, true)
	add(leipa, "bakery", "778", true)
	add(asukkaat, "association", "626", true)
	add(longName, "recycling", town, false)
	for i, t := range trades {
		for k, area := range areas {
			const step = 5 // shares no divisor with the places
			place := places[(i*step+k)%len(places)]
			form := place[0]
			if t.genitive {
				form = place[1]
			}
			add(fmt.Sprintf(t.name, form), t.key, area, false)
		}
	}
}

func tradeOf(key string) trade {
	for _, t := range trades {
		if t.key == key {
			return t
		}
	}
	return trade{}
}

// named is the employer of a story.
func (s *service) named(name string) *employer {
	for i, e := range s.doc.Employers {
		if e.Name == name {
			return s.employers[i]
		}
	}
	return nil
}

// hire finds the employer of a placement: of the trade, in the area if there
// is one, and one that has not had anybody yet.
func (s *service) hire(key, area string) *employer {
	var found *employer
	for _, e := range s.employers {
		if e.trade.key != key || e.hired || e.story {
			continue
		}
		if found == nil || e.area == area && found.area != area {
			found = e
		}
	}
	found.hired = true
	return found
}

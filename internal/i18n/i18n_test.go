package i18n

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sijoita/casework"
	"sijoita/problem"
)

func TestNegotiate(t *testing.T) {
	tests := []struct {
		rule           string
		chosen, accept string
		want           Lang
	}{
		{"what the person chose wins over the browser", "sv", "fi-FI,fi;q=0.9", SV},
		{"a choice that is no language is passed over", "xx", "sv-FI", SV},
		{"the browser's best language is taken", "", "de-DE,sv;q=0.8,en;q=0.7", SV},
		{"any English is English", "", "en-US,en;q=0.5", EN},
		{"a language that nobody here speaks gives Finnish", "", "ja", FI},
		{"no wish gives Finnish", "", "", FI},
		{"a broken header gives Finnish", "", ";;q=,", FI},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := Negotiate(tt.chosen, tt.accept); got != tt.want {
				t.Errorf("Negotiate(%q, %q) = %s, want %s", tt.chosen, tt.accept, got, tt.want)
			}
		})
	}
}

func TestForAnUnknownLanguageIsFinnish(t *testing.T) {
	if got := For("xx").Lang(); got != FI {
		t.Errorf("For(xx) speaks %s", got)
	}
}

// inThree says something in every language; a space that does not break is
// written as ~ so that it can be seen.
func inThree(say func(*Printer) string) [3]string {
	var out [3]string
	for i, l := range Langs {
		out[i] = strings.ReplaceAll(say(For(l)), nbsp, "~")
	}
	return out
}

func TestWriting(t *testing.T) {
	saturday, monday := casework.MustDay("2026-11-21"), casework.MustDay("2026-09-07")
	afternoon := time.Date(2026, 11, 21, 12, 35, 0, 0, time.UTC)
	tests := []struct {
		rule string
		say  func(*Printer) string
		want [3]string // fi, sv, en
	}{
		{"a day has its year", func(p *Printer) string { return p.Day(monday) }, [3]string{"7.9.2026", "7.9.2026", "7 Sep 2026"}},
		{"a day of this year goes without", func(p *Printer) string { return p.DayShort(monday) }, [3]string{"7.9.", "7.9.", "7 Sep"}},
		{"a day of these weeks has its weekday", func(p *Printer) string { return p.DayWeekday(monday) }, [3]string{"ma 7.9.", "må 7.9.", "Mon 7 Sep"}},
		{"a heading says the day in full", func(p *Printer) string { return p.DayLong(saturday) }, [3]string{"lauantai 21.11.", "lördag 21.11.", "Saturday 21 November"}},
		{"no day is a dash", func(p *Printer) string {
			none := casework.Day{}
			return p.Day(none) + p.DayShort(none) + p.DayWeekday(none) + p.DayLong(none)
		}, [3]string{"––––", "––––", "––––"}},
		{"a moment is told in Helsinki's time", func(p *Printer) string { return p.Moment(afternoon) }, [3]string{"21.11.2026 klo~14.35", "21.11.2026 kl.~14.35", "21 Nov 2026 at~14:35"}},
		{"a moment after Helsinki's midnight belongs to the next day", func(p *Printer) string {
			return p.Moment(time.Date(2026, 6, 30, 21, 5, 0, 0, time.UTC))
		}, [3]string{"1.7.2026 klo~00.05", "1.7.2026 kl.~00.05", "1 Jul 2026 at~00:05"}},
		{"thousands stand apart", func(p *Printer) string { return p.Int(1234567) }, [3]string{"1~234~567", "1~234~567", "1,234,567"}},
		{"a negative number has a minus and no hyphen", func(p *Printer) string { return p.Int(-5) }, [3]string{"−5", "−5", "-5"}},
		{"a decimal has all its digits", func(p *Printer) string { return p.Decimal(3.1, 2) }, [3]string{"3,10", "3,10", "3.10"}},
		{"a number has no digits in vain", func(p *Printer) string { return p.Number(37.5) + " " + p.Number(20) }, [3]string{"37,5 20", "37,5 20", "37.5 20"}},
		{"a share is in hundredths", func(p *Printer) string { return p.Percent(22, 66, 1) }, [3]string{"33,3~%", "33,3~%", "33.3%"}},
		{"a share of nothing is a dash", func(p *Printer) string { return p.Percent(0, 0, 1) }, [3]string{"–", "–", "–"}},
		{"money is exact to the cent", func(p *Printer) string { return p.Euro(123456705) }, [3]string{"1~234~567,05~€", "1~234~567,05~€", "€1,234,567.05"}},
		{"owed money is negative", func(p *Printer) string { return p.Euro(-50) }, [3]string{"−0,50~€", "−0,50~€", "-€0.50"}},
		{"a list of one is itself", func(p *Printer) string { return p.Join([]string{"a"}) + p.Join(nil) }, [3]string{"a", "a", "a"}},
		{"a list ends with and", func(p *Printer) string { return p.Join([]string{"a", "b", "c"}) }, [3]string{"a, b ja c", "a, b och c", "a, b and c"}},
		{"a name is in the person's language", func(p *Printer) string {
			return p.Name(casework.Names{FI: "Kainuu", SV: "Kajanaland", EN: "the Kainuu region"})
		}, [3]string{"Kainuu", "Kajanaland", "the Kainuu region"}},
		{"a name that is not there in one language is told in another", func(p *Printer) string {
			return p.Name(casework.Names{SV: "Österbotten"}) + p.Name(casework.Names{})
		}, [3]string{"Österbotten", "Österbotten", "Österbotten"}},
		{"a municipality is told by its name", func(p *Printer) string { return p.Municipality("205") }, [3]string{"Kajaani", "Kajana", "Kajaani"}},
		{"an unknown municipality is told by its code", func(p *Printer) string { return p.Municipality("999") + p.Municipality("") }, [3]string{"999–", "999–", "999–"}},
		{"a language is told by its name", func(p *Printer) string { return p.Language("fi") + " " + p.Language("sv") + " " + p.Language("uk") },
			[3]string{"suomi ruotsi ukraina", "finska svenska ukrainska", "Finnish Swedish Ukrainian"}},
		{"an unknown language is told by its code", func(p *Printer) string { return p.Language("xx") + p.Language("??") + p.Language("") }, [3]string{"xx??", "xx??", "xx??"}},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := inThree(tt.say); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// printerOf makes a Finnish printer of a few texts.
func printerOf(t *testing.T, texts string) *Printer {
	t.Helper()
	files := fstest.MapFS{"catalogue/fi/try.json": {Data: []byte(texts)}}
	p := *For(FI)
	p.texts = mustLoad(files, FI)
	return &p
}

func TestT(t *testing.T) {
	p := printerOf(t, `{
		"try.plain": "Tänään",
		"try.days": {"one": "{n} päivä", "other": "{n} päivää"},
		"try.both": "{name}: {hours} h, {pay}, {on}, viikko {week}"
	}`)
	tests := []struct {
		rule string
		key  string
		args []any
		want string
	}{
		{"a text without arguments is itself", "try.plain", nil, "Tänään"},
		{"one has the form of one", "try.days", []any{"n", 1}, "1 päivä"},
		{"none has the form of many", "try.days", []any{"n", 0}, "0 päivää"},
		{"twenty-one has the form of many", "try.days", []any{"n", 21}, "21 päivää"},
		{"thousands stand apart in a text too", "try.days", []any{"n", 1250}, "1~250 päivää"},
		{"every value is written as the language writes it", "try.both",
			[]any{"name", casework.Names{SV: "Närpes"}, "hours", 37.5, "pay", casework.Cents(125000), "on", casework.MustDay("2026-11-21"), "week", casework.Week(202647)},
			"Närpes: 37,5 h, 1~250,00~€, 21.11.2026, viikko 47"},
		{"a key that is not there cannot be overlooked", "try.gone", nil, "⟦try.gone⟧"},
		{"nor can an argument", "try.days", nil, "⟦n⟧ päivää"},
		{"a name without a value is no argument", "try.days", []any{"n"}, "⟦n⟧ päivää"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := strings.ReplaceAll(p.T(tt.key, tt.args...), nbsp, "~"); got != tt.want {
				t.Errorf("T(%q, %v) = %q, want %q", tt.key, tt.args, got, tt.want)
			}
		})
	}
}

func TestProblemSaysWhatARuleReturned(t *testing.T) {
	got := For(FI).Problem("problem.too_long", problem.Args{"n": 1001, "most": 1000})
	want := "Tekstissä on 1~001 merkkiä. Tähän mahtuu enintään 1~000."
	if got = strings.ReplaceAll(got, nbsp, "~"); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMissingFindsWhatAPageCouldNotSay(t *testing.T) {
	got := Missing("<h1>⟦today.title⟧</h1><p>viikko ⟦n⟧</p>")
	if len(got) != 2 || got[0] != "⟦today.title⟧" || got[1] != "⟦n⟧" {
		t.Errorf("got %q", got)
	}
	if got := Missing("<h1>Tänään</h1>"); got != nil {
		t.Errorf("found %q where nothing is missing", got)
	}
}

func TestABadCatalogueStopsTheProgram(t *testing.T) {
	for rule, files := range map[string]fstest.MapFS{
		"no file":             {},
		"a file cut short":    {"catalogue/fi/try.json": {Data: []byte(`{"try.a": "a"`)}},
		"a number for a text": {"catalogue/fi/try.json": {Data: []byte(`{"try.a": 1}`)}},
	} {
		t.Run(rule, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("it was read")
				}
			}()
			mustLoad(files, FI)
		})
	}
}

func TestAProgrammesOwnTerms(t *testing.T) {
	tests := []struct {
		rule  string
		lang  Lang
		terms casework.Terms
		key   string
		want  string
	}{
		{"care speaks the plain words", FI, casework.TermsCare, "consent.kind.care_team", "Hoitotiimi"},
		{"social services have their own", FI, casework.TermsSocial, "consent.kind.care_team", "Sosiaalipalvelujen tiimi"},
		{"in every language", SV, casework.TermsSocial, "client.referred_on", "Servicebeslut"},
		{"what is the same in both is written once", FI, casework.TermsSocial, "client.programme", For(FI).T("client.programme")},
		{"a programme that is not told speaks as care does", EN, "", "consent.kind.care_team", "Care team"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			if got := For(tt.lang).With(tt.terms).T(tt.key); got != tt.want {
				t.Errorf("%s in %q says %q, want %q", tt.key, tt.terms, got, tt.want)
			}
		})
	}
	social := For(FI).With(casework.TermsSocial)
	if social.With(casework.TermsCare) != For(FI) || social.With(casework.TermsSocial) != social || social.Lang() != FI {
		t.Error("a printer cannot be brought back to the other terms")
	}
}

func TestTimeOfDay(t *testing.T) {
	for at, want := range map[casework.TimeOfDay][3]string{
		"09:30": {"9.30", "9.30", "09:30"}, "14:05": {"14.05", "14.05", "14:05"}, "00:00": {"0.00", "0.00", "00:00"}, "": {"", "", ""},
	} {
		for i, lang := range Langs {
			if got := For(lang).TimeOfDay(at); got != want[i] {
				t.Errorf("%s in %s is %q, want %q", at, lang, got, want[i])
			}
		}
	}
}

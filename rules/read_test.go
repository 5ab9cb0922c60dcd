package rules_test

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"sijoita/rules"
)

// TestPublishedRulesAreSound reads what the program brings with it: every file
// well-formed, dated and sourced, and the edition as it was published.
func TestPublishedRulesAreSound(t *testing.T) {
	e := published(t)
	if keys := len(e.Keys()); keys < 400 {
		t.Errorf("%d rules", keys)
	}
	id, err := rules.PublishedID()
	if err != nil || id != e.ID() {
		t.Errorf("the edition calls itself %s (%v), want %s", id, err, e.ID())
	}
}

func published(t *testing.T) *rules.Edition {
	t.Helper()
	e, err := rules.Published()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestEachDayFindsEachRuleThatCovers asks every day of the edition for every
// rule: it finds the row of that day, and none where the rule says why it
// covers the edition partly.
func TestEachDayFindsEachRuleThatCovers(t *testing.T) {
	e := published(t)
	found := map[string]int{}
	days := 0
	for day := e.From; !day.After(e.To); day = day.AddDate(0, 0, 1) {
		days++
		on, ok := e.On(day)
		if !ok {
			t.Fatalf("%s is not covered", day)
		}
		for _, key := range e.Keys() {
			p, _ := e.Parameter(key)
			want, covered := p.On(day)
			got, ok := on.Row(key)
			if ok != covered || ok && (!got.From.Equal(want.From) || !got.Value.Equal(want.Value)) {
				t.Fatalf("%s on %s: %v, want %v", key, day, got, want)
			}
			if ok {
				found[key]++
			}
		}
	}
	for _, key := range e.Keys() {
		if p, _ := e.Parameter(key); p.Partly == "" && found[key] != days {
			t.Errorf("%s is found on %d of %d days", key, found[key], days)
		}
	}
}

func TestAValueIsFoundByItsDay(t *testing.T) {
	e := published(t)
	for _, tt := range []struct{ key, day, want string }{
		{"tyottomyys.sovittelu.suojaosa_kk", "2024-03-31", "300"},
		{"tyottomyys.sovittelu.suojaosa_kk", "2024-04-01", "0"},
		{"toimeentulotuki.ansiotulovahennys_18", "2026-02-28", "150"},
		{"toimeentulotuki.ansiotulovahennys_18", "2026-03-01", "0"},
		{"etuus.yleistuki", "2026-04-30", "none"},
		{"etuus.yleistuki", "2026-05-01", "1"},
		{"asumistuki.kuntaryhma.205", "2024-12-31", "2"},
		{"asumistuki.kuntaryhma.205", "2025-01-01", "3"},
		{"asumistuki.kuntaryhma.muut", "2026-12-31", "3"},
		{"vero.kunta.205", "2026-06-01", "8.4"},
		{"vero.kunta.205", "2025-06-01", "none"},
		{"vero.tyoelakemaksu", "2026-01-01", "0.073"},
	} {
		day, err := time.Parse(time.DateOnly, tt.day)
		if err != nil {
			t.Fatal(err)
		}
		on, _ := e.On(day)
		got := "none"
		if row, ok := on.Row(tt.key); ok {
			got = row.Value.String()
		}
		if got != tt.want {
			t.Errorf("%s on %s is %s, want %s", tt.key, tt.day, got, tt.want)
		}
	}
}

// TestARuleEndsWithItsLastDay reads a rule that nothing follows.
func TestARuleEndsWithItsLastDay(t *testing.T) {
	text := strings.Replace(string(sound(t)), "        from: 2025-01-01\n", "        from: 2025-01-01\n        to: 2025-06-30\n", 1)
	text = strings.Replace(text, "    values:", "    partly: Loppui\n    values:", 1)
	data := fstest.MapFS{"benefits/a.yaml": {Data: []byte(text)}, "edition.yaml": {Data: []byte(soundEdition + `""`)}}
	_, err := rules.Read(data)
	digest := regexp.MustCompile(`[0-9a-f]{64}`).FindString(err.Error())
	data["edition.yaml"] = &fstest.MapFile{Data: []byte(soundEdition + digest)}
	e, err := rules.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[string]bool{"2025-06-30": true, "2025-07-01": false} {
		on, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		rulesOn, _ := e.On(on)
		if _, ok := rulesOn.Row("esimerkki.maara"); ok != want {
			t.Errorf("on %s the rule is there: %v", day, ok)
		}
	}
}

func TestADayOutsideTheEditionHasNoRules(t *testing.T) {
	e := published(t)
	for _, day := range []time.Time{e.From.AddDate(0, 0, -1), e.To.AddDate(0, 0, 1)} {
		if _, ok := e.On(day); ok {
			t.Errorf("%s has rules", day)
		}
	}
}

// TestDoubtIsKept holds the marks against what is known to be unconfirmed.
func TestDoubtIsKept(t *testing.T) {
	e := published(t)
	on, _ := e.On(e.To)
	for _, key := range []string{
		"elasumistuki.vesi", "ulosotto.suojaosuus.velallinen", "ulosotto.suojaosuus.elatettava",
		"tyokyvyttomyyselake.kela.ylitys_kk", "tyokyvyttomyyselake.laki738.voimassa", "tyottomyys.osa_aikatyo_enintaan",
		"palkkatuki.yhdistys", "kuntalisa.kuukaudessa.205", "asumistuki.muutos.tulot_nousu", "elasumistuki.kuntaryhma.muut",
	} {
		if row, ok := on.Row(key); !ok || row.Confirmed || row.Note == "" {
			t.Errorf("%s is told as certain", key)
		}
	}
}

func TestDecodeIsStrict(t *testing.T) {
	type scale struct {
		Name  string
		Items []rules.At[struct{ Points int }]
	}
	data := fstest.MapFS{
		"sound.yaml":   {Data: []byte("name: a\nitems:\n  - points: 5\n  - points: 3\n")},
		"unknown.yaml": {Data: []byte("name: a\nitems:\n  - points: 5\n    colour: red\n")},
		"empty.yaml":   {Data: []byte("# nothing\n")},
	}
	var got scale
	if err := rules.Decode(data, "sound.yaml", &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Items) != 2 || got.Items[1].Line != 4 || got.Items[1].Value.Points != 3 {
		t.Errorf("read %+v", got)
	}
	for name, want := range map[string]string{
		"unknown.yaml": `unknown.yaml:4: unknown field "colour"`,
		"empty.yaml":   "empty.yaml: the file is empty",
	} {
		if err := rules.Decode(data, name, &scale{}); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
	if err := rules.Decode(data, "missing.yaml", &got); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}

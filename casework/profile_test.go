package casework

import (
	"slices"
	"strings"
	"testing"

	"sijoita/problem"
)

var profiledOn = MustDay("2026-11-20")

// answer makes an answer that is there already.
func answer(id byte, question, on, text string) ProfileAnswer {
	return ProfileAnswer{
		Noted:    Noted{Record: Record{ID: int64(id), UID: UID{id}}},
		Question: question, On: MustDay(on), Source: SourceClient, State: Told, Answer: text,
	}
}

// note makes one question of a form that showed the answer with the uid; 0: none.
func note(question string, showed byte, state AnswerState, text string) AnswerNote {
	n := AnswerNote{Question: question, UID: UID{99}, State: state, Answer: text}
	if showed != 0 {
		n.Showed = UID{showed}
	}
	return n
}

func TestAnswerSection(t *testing.T) {
	const goal, hours = SectionGoal, SectionHours
	there := ProfileAnswers{
		answer(1, "goal_now", "2026-11-02", "Kauppa"), answer(2, "goal_now", "2026-11-09", "Varasto"), answer(3, "hours", "2026-11-02", "20"),
		answer(4, "times", "2026-11-02", "morning day"),
		answer(5, "why_work", "2026-11-02", ""),
	}
	there[4].State = Unknown
	for _, row := range []struct {
		rule    string
		section ProfileSection
		on      string
		source  AnswerSource
		note    AnswerNote
		want    string // the state and the answer that are added; empty: none
		problem string // field and key, or of a conflict only "conflict"
	}{
		{"a new answer is added", goal, "2026-11-20", "client", note("dream", 0, "told", " Oma paja "), "told Oma paja", ""},
		{"a later answer is added beside the earlier", goal, "2026-11-20", "client", note("goal_now", 2, "told", "Kirjasto"), "told Kirjasto", ""},
		{"what was not touched is not answered again", goal, "", "", note("goal_now", 2, "told", "Varasto"), "", ""},
		{"what was left empty is no answer", goal, "", "", note("dream", 0, "told", ""), "", ""},
		{"not known is an answer", goal, "2026-11-20", "coach", note("dream", 0, "unknown", ""), "unknown ", ""},
		{"not now is an answer, and may have a remark", goal, "2026-11-20", "client", note("dream", 0, "not_now", "Keväällä"), "not_now Keväällä", ""},
		{"not now takes the answer that stood there for no remark", goal, "2026-11-20", "client", note("goal_now", 2, "not_now", "Varasto"), "not_now ", ""},
		{"who answers later need not say that it is an answer", goal, "2026-11-20", "client", note("why_work", 5, "unknown", "Rytmi"), "told Rytmi", ""},
		{"an answer that was emptied stays", goal, "2026-11-20", "client", note("goal_now", 2, "told", ""), "", "goal_now profile.emptied"},
		{"a newer answer than the form showed is a conflict", goal, "2026-11-20", "client", note("goal_now", 1, "told", "Kirjasto"), "", "conflict"},
		{"an answer where the form showed none is a conflict", hours, "2026-11-20", "client", note("hours", 0, "told", "15"), "", "conflict"},
		{"the same as the newer answer is none", goal, "2026-11-20", "client", note("goal_now", 1, "told", "Varasto"), "", ""},
		{"a form that was sent again adds nothing", hours, "2026-11-20", "client", note("hours", 0, "told", "20"), "", ""},
		{"a day is asked for", goal, "", "client", note("dream", 0, "told", "Paja"), "", "on problem.day_missing"},
		{"nobody knows what will be told tomorrow", goal, "2026-11-21", "client", note("dream", 0, "told", "Paja"), "", "on problem.day_ahead"},
		{"a day before the answer that is there", goal, "2026-11-08", "client", note("goal_now", 2, "told", "Kirjasto"), "", "on profile.day_before"},
		{"a source is asked for", goal, "2026-11-20", "", note("dream", 0, "told", "Paja"), "", "source problem.choose"},
		{"a question of another section", goal, "2026-11-20", "client", note("hours", 3, "told", "15"), "", "hours problem.choose"},
		{"hours that no week has", hours, "2026-11-20", "client", note("hours", 3, "told", "169"), "", "hours profile.number_range"},
		{"hours that are no number", hours, "2026-11-20", "client", note("hours", 3, "told", "kaksi"), "", "hours profile.number_range"},
		{"half hours", hours, "2026-11-20", "client", note("hours", 3, "told", "17.5"), "told 17.5", ""},
		{"words stand in the order of the question", hours, "2026-11-20", "client", note("times", 4, "told", "weekend morning"), "told morning weekend", ""},
		{"the same words in another order are the same answer", hours, "", "", note("times", 4, "told", "day morning"), "", ""},
		{"a word that is none", hours, "2026-11-20", "client", note("times", 4, "told", "morning always"), "", "times problem.choose"},
		{"one of several words alone", SectionSearch, "2026-11-20", "client", note("cv", 0, "told", "begun ready"), "", "cv problem.choose"},
		{"a state that is none", goal, "2026-11-20", "client", note("dream", 0, "maybe", "x"), "", "dream problem.choose"},
		{"a text of 2001 characters", goal, "2026-11-20", "client", note("dream", 0, "told", strings.Repeat("ä", 2001)), "", "dream problem.too_long"},
		{"a text of 2000 characters", goal, "2026-11-20", "client", note("dream", 0, "told", strings.Repeat("ä", 2000)), "told " + strings.Repeat("ä", 2000), ""},
	} {
		t.Run(row.rule, func(t *testing.T) {
			in := SectionNote{Section: row.section, Source: row.source, Answers: []AnswerNote{row.note}}
			if row.on != "" {
				in.On = MustDay(row.on)
			}
			added, err := AnswerSection(there, in, profiledOn)
			if p := problem.As(err); p != nil {
				told := p.Fields[0].Name + " " + p.Fields[0].Key
				if p.Kind == problem.Conflict && p.Key == ChangedSinceKey {
					told = "conflict"
				}
				if told != row.problem || len(p.Fields) != 1 {
					t.Errorf("refused with %v", err)
				}
				return
			}
			got := ""
			for _, a := range added {
				got += string(a.State) + " " + a.Answer
			}
			if got != row.want || row.problem != "" || err != nil {
				t.Errorf("added %q with %v, want %q", got, err, row.want)
			}
			if len(added) == 1 && (added[0].On != in.On || added[0].Source != in.Source || added[0].UID != row.note.UID) {
				t.Errorf("added %+v", added[0])
			}
		})
	}
}

// TestPresentAnswer: the newest day counts, of one day the later record, and
// nothing that was withdrawn.
func TestPresentAnswer(t *testing.T) {
	wrong := answer(5, "hours", "2026-11-19", "40")
	wrong.Withdrawn = true
	all := ProfileAnswers{
		answer(3, "hours", "2026-11-02", "20"), answer(4, "hours", "2026-11-02", "15"), wrong, answer(6, "hours", "2026-10-30", "30"), answer(7, "days", "2026-11-20", "3"),
	}
	if a, ok := all.Present("hours"); !ok || a.Answer != "15" {
		t.Errorf("the present answer is %+v", a)
	}
	var order []string
	for _, a := range all.Of("hours") {
		order = append(order, a.Answer)
	}
	if want := []string{"40", "15", "20", "30"}; !slices.Equal(order, want) {
		t.Errorf("the newest first: %v, want %v", order, want)
	}
	if _, ok := all.Present("area"); ok {
		t.Error("there is an answer to what was never asked")
	}
}

// TestMissing: the search wants three answers, and neither not known nor not
// now is one.
func TestMissing(t *testing.T) {
	later := answer(2, "hours", "2026-11-09", "")
	later.State = NotNow
	all := ProfileAnswers{answer(1, "goal_now", "2026-11-02", "Kauppa"), later}
	var keys []string
	for _, q := range all.Missing() {
		keys = append(keys, q.Key)
	}
	if want := []string{"hours", "area"}; !slices.Equal(keys, want) {
		t.Errorf("missing: %v, want %v", keys, want)
	}
}

// TestEmployersHearNothingPrivate answers every question with a word of its
// own, and looks for those of private questions in what an employer may be told.
func TestEmployersHearNothingPrivate(t *testing.T) {
	var all ProfileAnswers
	for i, q := range Questions() {
		all = append(all, answer(byte(i+1), q.Key, "2026-11-02", "kanarialintu-"+q.Key))
	}
	jobs := []Job{
		{Title: "Hitsaaja", Employer: "Sora", Liked: "kanarialintu-liked", Disliked: "kanarialintu-disliked", WhyEnded: "kanarialintu-ended", Helped: "kanarialintu-helped"},
		{Noted: Noted{Withdrawn: true}, Title: "Turha"},
	}
	wishes := []Wish{{Wanted: true, Words: "Kauppa"}, {Words: "Metalli"}, {Wanted: true, Words: "Keittiö", DroppedOn: profiledOn}}
	told := ForEmployers(all, jobs, wishes, false)
	secret := map[ProfileSection]bool{
		SectionHealth: true, SectionCognition: true, SectionSubstance: true, SectionPhysical: true,
		SectionLegal: true, SectionLife: true, SectionMoney: true, SectionNetwork: true,
	}
	for _, a := range told.Answers {
		q, _ := QuestionOf(a.Question)
		if secret[q.Section] || !q.Tells {
			t.Errorf("an employer is told %s of %s", a.Answer, q.Section)
		}
	}
	if len(told.Answers) == 0 || len(told.Jobs) != 1 || len(told.Wishes) != 1 || told.Wishes[0].Words != "Kauppa" {
		t.Errorf("an employer is told %+v", told)
	}
	if j := told.Jobs[0]; j.Title != "Hitsaaja" || j.Employer != "Sora" || j.Liked+j.Disliked+j.WhyEnded+j.Helped != "" {
		t.Errorf("of a job an employer is told %+v", j)
	}
	for _, a := range ForEmployers(all, jobs, wishes, true).Answers {
		if a.Question == "area" {
			t.Error("the area of one under an order of non-disclosure is told")
		}
	}
	if ForEmployers(all, jobs, wishes, true).Jobs[0].Employer != "" {
		t.Error("an employer of one under an order of non-disclosure is told")
	}
}

func TestNoteJob(t *testing.T) {
	year := func(n int) *int { return &n }
	hours := func(h float64) *float64 { return &h }
	for _, row := range []struct {
		rule string
		with func(*Job)
		want string
	}{
		{"a title is enough", func(*Job) {}, ""},
		{"without a title", func(j *Job) { j.Title = " " }, "title profile.title_missing"},
		{"without the day on which it was told", func(j *Job) { j.On = Day{} }, "on problem.day_missing"},
		{"from nobody", func(j *Job) { j.Source = "" }, "source problem.choose"},
		{"years the wrong way round", func(j *Job) { j.FromYear, j.ToYear = year(2014), year(2009) }, "to_year profile.years_turned"},
		{"one year", func(j *Job) { j.FromYear, j.ToYear = year(2014), year(2014) }, ""},
		{"next year", func(j *Job) { j.ToYear = year(2027) }, "to_year profile.year_range"},
		{"a year of two digits", func(j *Job) { j.FromYear = year(98) }, "from_year profile.year_range"},
		{"no hours at all", func(j *Job) { j.HoursPerWeek = hours(0) }, "hours_per_week profile.number_range"},
		{"a long story", func(j *Job) { j.WhyEnded = strings.Repeat("x", 2001) }, "why_ended problem.too_long"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			j := Job{On: profiledOn, Source: SourceClient, Title: " Hitsaaja "}
			row.with(&j)
			got, err := NoteJob(j, profiledOn)
			wants(t, err, row.want)
			if row.want == "" && got.Title != "Hitsaaja" {
				t.Errorf("kept as %q", got.Title)
			}
		})
	}
	order := Latest([]Job{{Title: "ei tietoa"}, {Title: "vanha", ToYear: year(2001)}, {Title: "uusi", FromYear: year(2020)}})
	if order[0].Title != "uusi" || order[2].Title != "ei tietoa" {
		t.Errorf("in the order %v", order)
	}
}

func TestNoteWish(t *testing.T) {
	for _, row := range []struct {
		rule string
		with func(*Wish)
		want string
	}{
		{"words are enough", func(*Wish) {}, ""},
		{"an industry of the list", func(w *Wish) { w.Industry = "47" }, ""},
		{"an industry that is none", func(w *Wish) { w.Industry = "04" }, "industry profile.industry_code"},
		{"without words", func(w *Wish) { w.Words = "" }, "words profile.wish_missing"},
		{"dropped before it was told", func(w *Wish) { w.DroppedOn = profiledOn.AddDays(-1) }, "dropped_on profile.day_before"},
		{"dropped on the day", func(w *Wish) { w.DroppedOn = profiledOn }, ""},
		{"dropped tomorrow", func(w *Wish) { w.DroppedOn = profiledOn.AddDays(1) }, "dropped_on problem.day_ahead"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			w := Wish{On: profiledOn, Source: SourceClient, Words: "Kauppa"}
			row.with(&w)
			_, err := NoteWish(w, profiledOn)
			wants(t, err, row.want)
		})
	}
}

func TestNoteSupporter(t *testing.T) {
	for _, row := range []struct {
		rule string
		with func(*Supporter)
		want string
	}{
		{"a name and who it is are enough", func(*Supporter) {}, ""},
		{"nobody", func(s *Supporter) { s.Name = "" }, "name profile.supporter_missing"},
		{"no party", func(s *Supporter) { s.Party = "boss" }, "party problem.choose"},
		{"leave to speak of nothing in particular", func(s *Supporter) { s.MayContact = true }, "matters profile.matters_missing"},
	} {
		t.Run(row.rule, func(t *testing.T) {
			s := Supporter{On: profiledOn, Source: SourceClient, Party: PartyClose, Name: "Sisko"}
			row.with(&s)
			_, err := NoteSupporter(s, profiledOn)
			wants(t, err, row.want)
		})
	}
}

// TestReachable: a person is spoken with when the client lets it be this
// person, and the consent that their kind asks for holds.
func TestReachable(t *testing.T) {
	family := Consents{{Kind: ConsentFamily, Given: true, Span: Span{From: MustDay("2026-11-01")}}}
	for _, row := range []struct {
		rule      string
		supporter Supporter
		consents  Consents
		want      bool
	}{
		{"with leave and consent", Supporter{Party: PartyClose, MayContact: true}, family, true},
		{"with consent alone", Supporter{Party: PartyClose}, family, false},
		{"with leave alone", Supporter{Party: PartyClose, MayContact: true}, nil, false},
		{"with a consent of another kind", Supporter{Party: PartyKela, MayContact: true}, family, false},
		{"where no consent is asked, leave is enough", Supporter{Party: PartyHousing, MayContact: true}, nil, true},
	} {
		if got := row.supporter.Reachable(row.consents, profiledOn); got != row.want {
			t.Errorf("%s: %v", row.rule, got)
		}
	}
}

func TestWriteSummary(t *testing.T) {
	s, err := WriteSummary(ProfileSummary{On: profiledOn, Text: " Tekee aamuja. "}, profiledOn)
	if err != nil || s.Text != "Tekee aamuja." {
		t.Errorf("kept as %q, %v", s.Text, err)
	}
	_, err = WriteSummary(ProfileSummary{On: profiledOn}, profiledOn)
	wants(t, err, "text profile.summary_missing")
}

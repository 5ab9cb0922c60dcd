package casework

import (
	"cmp"
	"slices"
	"strings"

	"sijoita/problem"
)

// Job is one line of a client's job history (työhistoria): what it was like
// matters as much as what it was.
type Job struct {
	Noted
	EpisodeID    int64
	On           Day // when it was told
	Source       AnswerSource
	Title        string
	Employer     string
	FromYear     *int // nil: not told
	ToYear       *int // nil: not told, or it goes on
	HoursPerWeek *float64
	Liked        string
	Disliked     string
	WhyEnded     string
	Helped       string // the support that helped
	Duties       string
	Pay          string // as it was told; may be empty
	Found        Found  // how it was found; empty: not told
}

const firstYear = 1900

// NoteJob gives a job as it is kept. Only the title is asked for. It refuses
// with problem.Invalid a day that is missing or ahead, a source that is none, a
// job without a title, years that are none, ahead or the wrong way round, hours
// that no week has, a way to find it that is none, and texts that are too long.
func NoteJob(j Job, today Day) (Job, error) {
	tidy(&j.Title, &j.Employer, &j.Liked, &j.Disliked, &j.WhyEnded, &j.Helped, &j.Duties, &j.Pay)
	var f problem.Fields
	checkTold(&f, j.On, j.Source, today)
	if j.Title == "" {
		f.Add("title", "profile.title_missing")
	}
	checkText(&f, "title", j.Title, maxName)
	checkText(&f, "employer", j.Employer, maxName)
	checkYear(&f, "from_year", j.FromYear, today)
	checkYear(&f, "to_year", j.ToYear, today)
	if j.FromYear != nil && j.ToYear != nil && *j.ToYear < *j.FromYear {
		f.Add("to_year", "profile.years_turned")
	}
	if h := j.HoursPerWeek; h != nil && !(*h > 0 && *h <= weekHours) {
		f.Add("hours_per_week", "profile.number_range", problem.Args{"most": weekHours})
	}
	checkText(&f, "liked", j.Liked, maxWords)
	checkText(&f, "disliked", j.Disliked, maxWords)
	checkText(&f, "why_ended", j.WhyEnded, maxWords)
	checkText(&f, "helped", j.Helped, maxWords)
	checkText(&f, "duties", j.Duties, maxWords)
	checkText(&f, "pay", j.Pay, maxName)
	maybeOneOf(&f, "found", j.Found, Founds)
	return j, f.Problem()
}

// tidy takes the spaces round texts away.
func tidy(texts ...*string) {
	for _, t := range texts {
		*t = strings.TrimSpace(*t)
	}
}

// checkTold refuses a row without the day on which it was told or with one
// ahead, and a source that is none.
func checkTold(f *problem.Fields, on Day, source AnswerSource, today Day) {
	checkDay(f, "on", on, today)
	oneOf(f, "source", source, AnswerSources)
}

func checkYear(f *problem.Fields, name string, year *int, today Day) {
	if year != nil && (*year < firstYear || *year > today.Time().Year()) {
		f.Add(name, "profile.year_range")
	}
}

// Latest orders jobs, the latest first; those without a year come last.
func Latest(jobs []Job) []Job {
	last := func(j Job) int {
		switch {
		case j.ToYear != nil:
			return *j.ToYear
		case j.FromYear != nil:
			return *j.FromYear
		}
		return 0
	}
	jobs = slices.Clone(jobs)
	slices.SortStableFunc(jobs, func(a, b Job) int { return cmp.Compare(last(b), last(a)) })
	return jobs
}

// Wish is a kind of work that the client wants, or does not want.
type Wish struct {
	Noted
	EpisodeID int64
	On        Day // when it was told
	Source    AnswerSource
	Wanted    bool
	Words     string // the client's own
	Industry  string // TOL code, or empty
	DroppedOn Day    // from when it holds no more; zero: it holds
	// Occupation is a code of Ammattiluokitus 2010, four digits, or empty.
	Occupation string
}

// Holds tells whether the wish still stands.
func (w Wish) Holds() bool { return !w.Withdrawn && w.DroppedOn.IsZero() }

// NoteWish gives a wish as it is kept. It refuses with problem.Invalid a day
// that is missing or ahead, a source that is none, a wish without words, an
// industry or an occupation that is none, a last day before the first or ahead, and words over
// 200 characters.
func NoteWish(w Wish, today Day) (Wish, error) {
	tidy(&w.Words)
	var f problem.Fields
	checkTold(&f, w.On, w.Source, today)
	if w.Words == "" {
		f.Add("words", "profile.wish_missing")
	}
	checkText(&f, "words", w.Words, maxName)
	if w.Industry != "" && !isIndustry(w.Industry) {
		f.Add("industry", "profile.industry_code")
	}
	if w.Occupation != "" && !fourDigits(w.Occupation) {
		f.Add("occupation", "placement.occupation_digits")
	}
	if !w.DroppedOn.IsZero() {
		checkDay(&f, "dropped_on", w.DroppedOn, today)
		if w.DroppedOn.Before(w.On) {
			f.Add("dropped_on", "profile.day_before", problem.Args{"on": w.On})
		}
	}
	return w, f.Problem()
}

// Party is who somebody in the client's network is to the client (F15).
type Party string

// The parties.
const (
	PartyCareWorker   Party = "care_worker"
	PartyDoctor       Party = "doctor"
	PartyPsychologist Party = "psychologist"
	PartySocialWorker Party = "social_worker"
	PartyEmployment   Party = "employment_services"
	PartyWorkAbility  Party = "work_ability"
	PartyKela         Party = "kela"
	PartyPension      Party = "pension_company"
	PartyGuardian     Party = "guardian"
	PartyClose        Party = "close"
	PartyHousing      Party = "housing"
	PartySchool       Party = "school"
	PartyThirdSector  Party = "third_sector"
	PartyDebt         Party = "debt_advice"
	PartyOccupational Party = "occupational_health"
	PartyOther        Party = "other"
)

// Parties lists them in the order they are offered.
var Parties = []Party{
	PartyClose, PartyCareWorker, PartyDoctor, PartyPsychologist, PartySocialWorker, PartyEmployment, PartyWorkAbility, PartyKela, PartyPension,
	PartyGuardian, PartyHousing, PartySchool, PartyThirdSector, PartyDebt, PartyOccupational, PartyOther,
}

// Consent is the kind of consent without which the party is not spoken to; none
// for parties of whom the client's word on this very person is enough.
func (p Party) Consent() (ConsentKind, bool) {
	switch p {
	case PartyCareWorker, PartyDoctor, PartyPsychologist:
		return ConsentCareTeam, true
	case PartySocialWorker:
		return ConsentSocialServices, true
	case PartyEmployment, PartyWorkAbility:
		return ConsentEmploymentServices, true
	case PartyKela:
		return ConsentKela, true
	case PartyPension:
		return ConsentPensionCompany, true
	case PartyGuardian:
		return ConsentGuardian, true
	case PartyClose:
		return ConsentFamily, true
	}
	return "", false
}

// Supporter is one line of a client's network map (verkostokartta): somebody
// around the client, and what the coach may do with them.
type Supporter struct {
	Noted
	EpisodeID  int64
	On         Day // when it was told
	Source     AnswerSource
	Party      Party
	Name       string // and how to reach them
	Helps      string
	MayContact bool   // the client lets the coach speak with them
	Matters    string // in which matters
}

// NoteSupporter gives a line of the network map as it is kept. It refuses with
// problem.Invalid a day that is missing or ahead, a source or a party that is
// none, a line without a name, leave to speak with somebody without the matters,
// and texts that are too long.
func NoteSupporter(s Supporter, today Day) (Supporter, error) {
	tidy(&s.Name, &s.Helps, &s.Matters)
	var f problem.Fields
	checkTold(&f, s.On, s.Source, today)
	oneOf(&f, "party", s.Party, Parties)
	if s.Name == "" {
		f.Add("name", "profile.supporter_missing")
	}
	if s.MayContact && s.Matters == "" {
		f.Add("matters", "profile.matters_missing")
	}
	checkText(&f, "name", s.Name, maxName)
	checkText(&f, "helps", s.Helps, maxWords)
	checkText(&f, "matters", s.Matters, maxWords)
	return s, f.Problem()
}

// Reachable tells whether the coach may speak with them on the day: the client
// has said so of this person, and the consent that the party asks for holds.
func (s Supporter) Reachable(consents Consents, on Day) bool {
	kind, asked := s.Party.Consent()
	return s.MayContact && !s.Withdrawn && (!asked || consents.Allows(kind, on))
}

// ProfileSummary (yhteenveto työnantajalle) is what an employer may be told of a
// client's profile. Another text is another record.
type ProfileSummary struct {
	Noted
	EpisodeID int64
	On        Day
	Text      string
	AgreedOn  Day // when the client said yes to this very text; zero: not yet
}

// WriteSummary gives a summary as it is kept. It refuses with problem.Invalid a
// day that is missing or ahead, an empty text, and one over 2000 characters.
func WriteSummary(s ProfileSummary, today Day) (ProfileSummary, error) {
	tidy(&s.Text)
	var f problem.Fields
	checkDay(&f, "on", s.On, today)
	if s.Text == "" {
		f.Add("text", "profile.summary_missing")
	}
	checkText(&f, "text", s.Text, maxWords)
	return s, f.Problem()
}

// Tellable is the part of a profile that an employer may be told.
type Tellable struct {
	Answers []ProfileAnswer // to questions that tell nothing of health or life, in their order
	Jobs    []Job           // title, employer and years alone, the latest first
	Wishes  []Wish          // that hold and are wanted
}

// ForEmployers leaves of a profile what an employer may be told. Answers that
// could tell of health, cognition, substances, limits, the law, life or money
// are left out, and of jobs how they were and how they ended. Of one under an
// order of non-disclosure the area is left out too.
func ForEmployers(answers ProfileAnswers, jobs []Job, wishes []Wish, protected bool) Tellable {
	var t Tellable
	for _, q := range questions {
		a, answered := answers.Present(q.Key)
		if answered && a.Tells() && q.Tells && !q.Section.Private() && !(protected && q.Key == "area") {
			t.Answers = append(t.Answers, a)
		}
	}
	for _, j := range Latest(jobs) {
		if !j.Withdrawn {
			told := Job{Title: j.Title, Employer: j.Employer, FromYear: j.FromYear, ToYear: j.ToYear}
			if protected {
				told.Employer = ""
			}
			t.Jobs = append(t.Jobs, told)
		}
	}
	for _, w := range wishes {
		if w.Holds() && w.Wanted {
			t.Wishes = append(t.Wishes, Wish{Wanted: true, Words: w.Words, Industry: w.Industry, Occupation: w.Occupation})
		}
	}
	return t
}

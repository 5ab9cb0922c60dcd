package casework

import (
	"slices"
	"strconv"
	"strings"

	"sijoita/problem"
)

// ProfileSection is one part of a client's vocational profile. They are filled
// in any order.
type ProfileSection string

// The sections (F4).
const (
	SectionGoal      ProfileSection = "goal"
	SectionWishes    ProfileSection = "wishes"
	SectionEducation ProfileSection = "education"
	SectionHistory   ProfileSection = "history"
	SectionSkills    ProfileSection = "skills"
	SectionHours     ProfileSection = "hours"
	SectionTransport ProfileSection = "transport"
	SectionSearch    ProfileSection = "search"
	SectionStudy     ProfileSection = "study"
	SectionCulture   ProfileSection = "culture"
	SectionNetwork   ProfileSection = "network"
	SectionHealth    ProfileSection = "health"
	SectionCognition ProfileSection = "cognition"
	SectionSubstance ProfileSection = "substance"
	SectionPhysical  ProfileSection = "physical"
	SectionLegal     ProfileSection = "legal"
	SectionLife      ProfileSection = "life"
	SectionMoney     ProfileSection = "money"
	// SectionLivelihood is asked on the page Money and stands on no page of the
	// profile: an employer's, a care team's and the client's copy have none of it.
	SectionLivelihood ProfileSection = "livelihood"
)

// ProfileSections lists them in the order they are shown: what the work is to
// be comes first, what is nobody's but the client's last.
var ProfileSections = []ProfileSection{
	SectionGoal, SectionWishes, SectionHours, SectionHistory, SectionEducation, SectionSkills, SectionTransport, SectionSearch, SectionStudy,
	SectionCulture, SectionNetwork, SectionHealth, SectionCognition, SectionSubstance, SectionPhysical, SectionLegal, SectionLife, SectionMoney,
}

// Private tells whether the section is one of which an employer hears nothing.
func (s ProfileSection) Private() bool {
	switch s {
	case SectionNetwork, SectionHealth, SectionCognition, SectionSubstance, SectionPhysical, SectionLegal, SectionLife, SectionMoney, SectionLivelihood:
		return true
	}
	return false
}

// AnswerForm is how a question is answered.
type AnswerForm string

// The forms.
const (
	AnswerText   AnswerForm = "text"   // in words
	AnswerNumber AnswerForm = "number" // a number, with a point
	AnswerCount  AnswerForm = "count"  // a whole number
	AnswerMoney  AnswerForm = "money"  // euros, with a point and at most two decimals
	AnswerOne    AnswerForm = "one"    // one of the question's words
	AnswerMany   AnswerForm = "many"   // any of them, apart by spaces
)

// Question is one question of the profile.
type Question struct {
	Key     string
	Section ProfileSection
	Form    AnswerForm
	Words   []string // that may be chosen, in the order they are offered
	Most    float64  // of a number
	Tells   bool     // its answer may go into what an employer is told
	Wanted  bool     // a profile is usable for the search when it has been answered
}

const (
	weekHours = 168
	weekDays  = 7
	longLife  = 80     // years
	highPay   = 100000 // euros a month
)

var questions = append([]Question{
	{Key: "goal_now", Section: SectionGoal, Form: AnswerText, Tells: true, Wanted: true},
	{Key: "dream", Section: SectionGoal, Form: AnswerText},
	{Key: "why_work", Section: SectionGoal, Form: AnswerText},
	{Key: "hours", Section: SectionHours, Form: AnswerNumber, Most: weekHours, Tells: true, Wanted: true},
	{Key: "days", Section: SectionHours, Form: AnswerNumber, Most: weekDays, Tells: true},
	{Key: "times", Section: SectionHours, Form: AnswerMany, Words: []string{"morning", "day", "evening", "night", "weekend"}, Tells: true},
	{Key: "area", Section: SectionHours, Form: AnswerText, Tells: true, Wanted: true},
	{Key: "setting", Section: SectionHours, Form: AnswerMany, Words: []string{"alone", "together", "customers", "no_customers", "quiet", "light", "no_till", "outdoors"}},
	{Key: "setting_more", Section: SectionHours, Form: AnswerText},
	{Key: "years_out", Section: SectionHistory, Form: AnswerNumber, Most: longLife},
	{Key: "schooling", Section: SectionEducation, Form: AnswerText, Tells: true},
	{Key: "licences", Section: SectionEducation, Form: AnswerText, Tells: true},
	{Key: "strengths", Section: SectionSkills, Form: AnswerText, Tells: true},
	{Key: "languages", Section: SectionSkills, Form: AnswerText, Tells: true},
	{Key: "digital", Section: SectionSkills, Form: AnswerText, Tells: true},
	{Key: "transport", Section: SectionTransport, Form: AnswerMany, Words: []string{"walking", "bicycle", "bus", "car", "lift", "driving_licence"}, Tells: true},
	{Key: "distance", Section: SectionTransport, Form: AnswerText},
	{Key: "cv", Section: SectionSearch, Form: AnswerOne, Words: []string{"none", "begun", "ready"}},
	{Key: "interview", Section: SectionSearch, Form: AnswerOne, Words: []string{"new", "practice", "fluent"}},
	{Key: "phone", Section: SectionSearch, Form: AnswerOne, Words: []string{"new", "practice", "fluent"}},
	{Key: "study", Section: SectionStudy, Form: AnswerText},
	{Key: "culture", Section: SectionCulture, Form: AnswerText},
	{Key: "what_helps", Section: SectionHealth, Form: AnswerText},
	{Key: "early_signs", Section: SectionHealth, Form: AnswerText},
	{Key: "medication", Section: SectionHealth, Form: AnswerText},
	{Key: "told_whom", Section: SectionHealth, Form: AnswerText},
	{Key: "instructions", Section: SectionCognition, Form: AnswerText},
	{Key: "substances", Section: SectionSubstance, Form: AnswerText},
	{Key: "limits", Section: SectionPhysical, Form: AnswerText},
	{Key: "record", Section: SectionLegal, Form: AnswerText},
	{Key: "home", Section: SectionLife, Form: AnswerText},
	{Key: "rhythm", Section: SectionLife, Form: AnswerText},
	{Key: "earnings_limit", Section: SectionMoney, Form: AnswerNumber, Most: highPay},
	{Key: "wanted_pay", Section: SectionMoney, Form: AnswerNumber, Most: highPay},
	{Key: "benefits", Section: SectionMoney, Form: AnswerText},
}, livelihood()...)

// Questions lists every question, those of a section in the order they are asked.
func Questions() []Question { return slices.Clone(questions) }

// QuestionsOf lists the questions of a section; of wishes and the network,
// which are rows alone, there are none.
func QuestionsOf(s ProfileSection) []Question {
	return slices.DeleteFunc(Questions(), func(q Question) bool { return q.Section != s })
}

// QuestionOf finds a question by its key.
func QuestionOf(key string) (Question, bool) {
	for _, q := range questions {
		if q.Key == key {
			return q, true
		}
	}
	return Question{}, false
}

// AnswerSource is where an answer comes from.
type AnswerSource string

// The sources.
const (
	SourceClient   AnswerSource = "client"
	SourceCareTeam AnswerSource = "care_team"
	SourceRecord   AnswerSource = "record"  // earlier papers
	SourceNetwork  AnswerSource = "network" // family, friends, earlier employers, by the client's leave
	SourceCoach    AnswerSource = "coach"   // seen by the coach
)

// AnswerSources lists them in the order they are offered.
var AnswerSources = []AnswerSource{SourceClient, SourceCoach, SourceCareTeam, SourceNetwork, SourceRecord}

// AnswerState tells an answer from the two normal ways to have none.
type AnswerState string

// The states.
const (
	Told    AnswerState = "told"
	Unknown AnswerState = "unknown" // asked, and nobody knows
	NotNow  AnswerState = "not_now" // asked, and left for later
)

// AnswerStates lists them in the order they are offered.
var AnswerStates = []AnswerState{Told, Unknown, NotNow}

// ProfileAnswer is what was answered to one question of the profile on a day. A
// later answer is another record; this one stays to be read.
type ProfileAnswer struct {
	Noted
	EpisodeID int64
	Question  string
	On        Day
	Source    AnswerSource
	State     AnswerState
	Answer    string // as Question.Form says; without an answer a remark, or empty
}

// Tells tells whether the answer says something of what was asked.
func (a ProfileAnswer) Tells() bool { return a.State == Told && !a.Withdrawn }

// Number is the answer to a question for a number; false when there is none.
func (a ProfileAnswer) Number() (float64, bool) {
	n, err := strconv.ParseFloat(a.Answer, 64)
	return n, err == nil && a.State == Told
}

// Words are the answer to a question with words to choose.
func (a ProfileAnswer) Words() []string { return strings.Fields(a.Answer) }

// laterThan orders the answers to one question.
func (a ProfileAnswer) laterThan(o ProfileAnswer) bool {
	return o.On.Before(a.On) || a.On == o.On && a.ID > o.ID
}

// ProfileAnswers are answers of one client, in any order.
type ProfileAnswers []ProfileAnswer

// Of lists the answers to a question, the newest first, withdrawn ones too.
func (all ProfileAnswers) Of(question string) ProfileAnswers {
	var list ProfileAnswers
	for _, a := range all {
		if a.Question == question {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, func(a, b ProfileAnswer) int {
		if a.laterThan(b) {
			return -1
		}
		return 1
	})
	return list
}

// Present is the newest answer to a question that was not withdrawn; false when
// there is none.
func (all ProfileAnswers) Present(question string) (ProfileAnswer, bool) {
	var newest ProfileAnswer
	found := false
	for _, a := range all {
		if a.Question == question && !a.Withdrawn && (!found || a.laterThan(newest)) {
			newest, found = a, true
		}
	}
	return newest, found
}

// byUID finds one of the answers.
func (all ProfileAnswers) byUID(uid UID) (ProfileAnswer, bool) {
	for _, a := range all {
		if !uid.IsZero() && a.UID == uid {
			return a, true
		}
	}
	return ProfileAnswer{}, false
}

// Missing lists the questions without whose answer a profile is not usable for
// the search. Nothing else hangs on them.
func (all ProfileAnswers) Missing() []Question {
	return slices.DeleteFunc(Questions(), func(q Question) bool {
		a, answered := all.Present(q.Key)
		return !q.Wanted || answered && a.Tells()
	})
}

// SectionNote is what the form of one section says. Day and source are asked
// once for all its answers.
type SectionNote struct {
	Section ProfileSection
	On      Day
	Source  AnswerSource
	Answers []AnswerNote
}

// AnswerNote is one question of the form: what it showed, and what it says.
type AnswerNote struct {
	Question string
	UID      UID // of the answer to be
	Showed   UID // the answer that the form showed; the zero UID: none
	State    AnswerState
	Answer   string
}

// ChangedSinceKey is the message of answers that somebody else was first to
// give.
const ChangedSinceKey = "profile.changed_since"

// AnswerSection gives the answers that a form adds to those that are there: the
// ones that say something else than what the form showed. It refuses with
// problem.Conflict and ChangedSinceKey, beside the question, where a newer
// answer is there than the form showed; and with problem.Invalid a day that is
// missing, ahead, or before the answer that is there, a source, a state or a
// word that is none, an answer that was emptied, a number out of its range, and
// texts over 2000 characters. A form that adds nothing needs no day.
func AnswerSection(there ProfileAnswers, in SectionNote, today Day) (ProfileAnswers, error) {
	var added ProfileAnswers
	var newer, wrong problem.Fields
	for _, note := range in.Answers {
		q, known := QuestionOf(note.Question)
		if !known || q.Section != in.Section {
			wrong.Add(note.Question, "problem.choose")
			continue
		}
		a := ProfileAnswer{Noted: Noted{Record: Record{UID: note.UID}}, Question: q.Key, On: in.On, Source: in.Source, State: note.State}
		a.Answer = q.tidied(note.Answer)
		showed, _ := there.byUID(note.Showed)
		present, answered := there.Present(q.Key)
		if without := showed.State == Unknown || showed.State == NotNow; without && a.State == showed.State && a.Answer != showed.Answer && a.Answer != "" {
			a.State = Told // who writes an answer need not say that it is one
		}
		switch {
		case a.says(showed), a.says(present) && answered:
			continue
		case present.UID != note.Showed:
			newer.Add(q.Key, ChangedSinceKey)
			continue
		case a.State != Told && a.Answer == showed.Answer: // what stood there is no remark
			a.Answer = ""
		}
		q.check(&wrong, a)
		if answered && !in.On.IsZero() && in.On.Before(present.On) {
			wrong.AddOnce(problem.Field{Name: "on", Key: "profile.day_before", Args: problem.Args{"on": present.On}})
		}
		added = append(added, a)
	}
	if conflict := newer.Problem(); conflict != nil {
		p := *problem.As(conflict)
		p.Kind, p.Key = problem.Conflict, ChangedSinceKey
		return nil, &p
	}
	if len(added) > 0 {
		checkDay(&wrong, "on", in.On, today)
		oneOf(&wrong, "source", in.Source, AnswerSources)
	}
	return added, wrong.Problem()
}

// says tells whether two answers say the same. To have said nothing is the same
// as no answer.
func (a ProfileAnswer) says(b ProfileAnswer) bool {
	if b.State == "" {
		return a.State == Told && a.Answer == ""
	}
	return a.State == b.State && a.Answer == b.Answer
}

// tidied is an answer as it is kept: words in the order of the question.
func (q Question) tidied(answer string) string {
	answer = strings.TrimSpace(answer)
	if q.Form != AnswerMany {
		return answer
	}
	words := strings.Fields(answer)
	kept := slices.DeleteFunc(slices.Clone(q.Words), func(w string) bool { return !slices.Contains(words, w) })
	if len(kept) != len(words) {
		return answer // a word that is none is told
	}
	return strings.Join(kept, " ")
}

func (q Question) check(f *problem.Fields, a ProfileAnswer) {
	oneOf(f, q.Key, a.State, AnswerStates)
	checkText(f, q.Key, a.Answer, maxWords)
	switch {
	case a.State == Told && a.Answer == "":
		f.Add(q.Key, "profile.emptied")
	case a.State == Told && !q.takes(a.Answer):
		switch q.Form {
		case AnswerNumber, AnswerCount:
			f.Add(q.Key, "profile.number_range", problem.Args{"most": int(q.Most)})
			return
		case AnswerMoney:
			f.Add(q.Key, "profile.money_range", problem.Args{"most": int(q.Most)})
			return
		}
		f.Add(q.Key, "problem.choose")
	}
}

// takes tells whether an answer that says something is one to the question.
func (q Question) takes(answer string) bool {
	switch q.Form {
	case AnswerNumber:
		n, err := strconv.ParseFloat(answer, 64)
		return err == nil && n >= 0 && n <= q.Most
	case AnswerCount:
		n, err := strconv.Atoi(answer)
		return err == nil && n >= 0 && n <= int(q.Most) && strconv.Itoa(n) == answer
	case AnswerMoney:
		amount, err := ParseCents(answer)
		return err == nil && amount >= 0 && amount <= Cents(q.Most)*100 && amount.String() == answer
	case AnswerOne:
		return slices.Contains(q.Words, answer)
	case AnswerMany:
		return !slices.ContainsFunc(strings.Fields(answer), func(w string) bool { return !slices.Contains(q.Words, w) })
	}
	return true
}

// IsAnswer tells whether an answer that was told elsewhere is one to the
// question: a document may hold what no form was asked.
func IsAnswer(question string, state AnswerState, answer string) bool {
	q, known := QuestionOf(question)
	return known && (state != Told || answer == "" || q.takes(answer))
}

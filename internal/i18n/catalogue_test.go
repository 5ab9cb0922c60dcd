package i18n

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sijoita/access"
	"sijoita/benefits"
	"sijoita/casework"
	"sijoita/outcomes"
)

// profileWords gathers what each question on the profile's own pages has words
// for.
func profileWords(of func(casework.Question) []string) (words []string) {
	for _, section := range casework.ProfileSections {
		for _, q := range casework.QuestionsOf(section) {
			words = append(words, of(q)...)
		}
	}
	return words
}

// livelihoodQuestions are the questions that have a name of their own: those of
// a benefit are named with it.
func livelihoodQuestions() (keys []string) {
	for _, q := range casework.QuestionsOf(casework.SectionLivelihood) {
		if form := strings.SplitN(q.Key, "_", 2)[0]; form != "amount" && form != "stable" && form != "partial" {
			keys = append(keys, q.Key)
		}
	}
	return keys
}

// startWords are what is said of each of the three things that are asked when a
// job starts.
func startWords(t *testing.T) (words []string) {
	for _, q := range declared(t, "casework", "StartQuestion") {
		words = append(words, q, q+".open", q+".why")
		if q != string(casework.StartCounselling) {
			words = append(words, q+".was")
		}
	}
	return words
}

// spoken gives the words of which the code makes keys with a prefix. A prefix
// in the code that is not here is a fault, as is a word without its text.
func spoken(t *testing.T) map[string][]string {
	t.Helper()
	words := map[string][]string{
		"access.action.":        declared(t, "access", "Action"),
		"access.basis.":         policyIDs(),
		"access.refused.":       declared(t, "access", "Action"),
		"access.relation.":      declared(t, "access", "Relation"),
		"benefits.basis.":       benefitTaxes,
		"benefits.line.":        benefits.Lines,
		"benefits.tell.":        declared(t, "benefits", "Tell"),
		"benefits.warning.":     benefits.Warnings,
		"cli.list.":             contractLists(t),
		"client.count.":         declared(t, "internal/app", "View"),
		"client.empty.":         declared(t, "internal/app", "View"),
		"client.event_state.":   {"queue", "active", "ended", "cancelled"},
		"client.view.":          declared(t, "internal/app", "View"),
		"consent.answer.":       declared(t, "casework", "EmployerLeave"),
		"consent.who.":          {"pension_company", "social_services", "guardian", "family"},
		"consent.method.":       declared(t, "casework", "ConsentMethod"),
		"consent.sheet.":        sheetWords(t),
		"consent.kind.":         declared(t, "casework", "ConsentKind"),
		"consent.leave.":        append(declared(t, "casework", "EmployerLeave"), "none"),
		"contact.channel.":      declared(t, "casework", "ContactChannel"),
		"contact.kind.":         declared(t, "casework", "ContactKind"),
		"contact.next.":         declared(t, "casework", "Next"),
		"contact.purpose.":      declared(t, "casework", "Purpose"),
		"contact.objection.":    declared(t, "casework", "Objection"),
		"contact.reached.":      declared(t, "casework", "Reached"),
		"employer.empty.":       declared(t, "internal/store", "EmployerFilter"),
		"employer.filter.":      declared(t, "internal/store", "EmployerFilter"),
		"employer.sector.":      declared(t, "casework", "Sector"),
		"episode.close_reason.": declared(t, "casework", "CloseReason"),
		"episode.contact.":      declared(t, "casework", "PauseContact"),
		"episode.initiative.":   declared(t, "casework", "Initiative"),
		"episode.pause_reason.": declared(t, "casework", "PauseReason"),
		"episode.situation.":    declared(t, "casework", "Situation"),
		"suitability.concerns.": declared(t, "casework", "Concern"),
		"interest.answer.":      declared(t, "casework", "Interest"),
		"care_message.to.":      declared(t, "casework", "Toward"),
		"care_message.event.":   declared(t, "casework", "Toward"),
		"care_home.news_kind.":  declared(t, "internal/app", "NewsKind"),
		"plan.changed.":         declared(t, "casework", "PlanChange"),
		"lead.source.":          declared(t, "casework", "LeadSource"),
		"lead.contract.":        declared(t, "casework", "LeadContract"),
		"lead.end.":             declared(t, "casework", "LeadEnd"),
		"lead.by.":              declared(t, "casework", "Whose"),
		"lead.win.":             declared(t, "casework", "Win"),
		"lead.state.":           declared(t, "casework", "LeadState"),
		"lead.stop.":            declared(t, "casework", "LeadStop"),
		"lead.refused.":         declared(t, "casework", "LeadStop"),
		"lead.leave.":           append(declared(t, "casework", "EmployerLeave"), "none"),
		"lead.view.":            declared(t, "internal/app", "LeadView"),
		"lead.none.":            declared(t, "internal/app", "LeadView"),
		"application.by.":       declared(t, "casework", "AppliedBy"),
		"application.result.":   declared(t, "casework", "ApplicationResult"),
		"application.feeling.":  {"1", "2", "3", "4", "5"},
		"disclosure.occasion.":  declared(t, "casework", "TalkOccasion"),
		"disclosure.weighed.":   declared(t, "casework", "Weighed"),
		"disclosure.by.":        declared(t, "casework", "Teller"),
		"placement.end_next.":   declared(t, "casework", "Follow"),
		"placement.found.":      declared(t, "casework", "Found"),
		"placement.level.":      declared(t, "casework", "StudyLevel"),
		"placement.matches.":    declared(t, "casework", "WishMatch"),
		"support.":              {"first_day", "places", "rhythm", "needs", "call", "early_signs", "helps", "employer_told", "limits", "coach_does", "client_does", "employer_does", "care_team_does", "others_do", "adaptations", "adapted", "call_hint", "first_day_hint", "early_signs_hint", "employer_told_hint", "limits_hint"},
		"support.adapt.":        declared(t, "casework", "Adaptation"),
		"support.beat.":         declared(t, "casework", "BeatState"),
		"support.cadence.":      declared(t, "casework", "Cadence"),
		"support.changed.":      declared(t, "casework", "SupportChange"),
		"support.need.":         declared(t, "casework", "SupportNeed"),
		"support.place.":        declared(t, "casework", "SupportPlace"),
		"support.sheet.":        supportSheets,
		"support.sheet_head.":   supportSheets,
		"support.sheet_intro.":  supportSheets,
		"support.sheet_sub.":    supportSheets,
		"support.stage.":        declared(t, "casework", "SupportStage"),
		"talk.benefit.":         declared(t, "casework", "Benefit"),
		"talk.cause.":           declared(t, "casework", "TalkCause"),
		"talk.fares.":           declared(t, "casework", "Fares"),
		"talk.finder.":          findings(t),
		"talk.outcome.":         declared(t, "casework", "TalkOutcome"),
		"today.ends.":           {"work_trial", "study"},
		"today.limit.":          {"trial_employer", "trial_all", "studies"},
		"today.limit_why.":      {"work_trial", "study"},
		"trial.limit.":          {"trial_employer", "trial_all", "studies", "trial_day"},
		"plan.mode.":            declared(t, "casework", "SearchMode"),
		"notice.kind.":          declared(t, "casework", "NoticeKind"),
		"notice.mail_choice.":   declared(t, "casework", "MailChoice"),
		"record.register.":      declared(t, "casework", "Register"),
		"record.no_leave.":      declared(t, "casework", "Register"),
		"mail.why.":             declared(t, "internal/app", "FailureWord"),
		"plan.told.":            declared(t, "casework", "Disclosure"),
		"suitability.decision.": declared(t, "casework", "Decision"),
		"suitability.goal.":     declared(t, "casework", "Goal"),
		"suitability.present.":  declared(t, "casework", "Attendant"),
		"suitability.reason.":   declared(t, "casework", "DeclineReason"),
		"figures.band.":         declared(t, "fidelity", "Band"),
		"figures.definition.":   figureKeys(),
		"figures.denominator.":  outcomes.RateKeys,
		"figures.left_out.":     declared(t, "outcomes", "Reason"),
		"figures.name.":         figureKeys(),
		"figures.numerator.":    outcomes.RateKeys,
		"imports.state.":        declared(t, "internal/store", "ImportState"),
		"imports.text.":         declared(t, "internal/store", "ImportState"),
		"income.":               contractWords(t, "incomeKinds"),
		"lookers.action.":       declared(t, "audit", "Action"),
		"lookers.kind.":         loggedKinds(t),
		"meeting.change.":       declared(t, "internal/app", "Change"),
		"meeting.going.":        declared(t, "casework", "Going"),
		"meeting.round.":        declared(t, "casework", "Round"),
		"placement.state.":      {"ahead", "running", "over"},
		"placement.form.":       append(declared(t, "casework", "JobForm"), "ordinary"),
		"meeting.channel.":      declared(t, "casework", "MeetingChannel"),
		"meeting.kind.":         declared(t, "casework", "MeetingKind"),
		"codes.title.":          declared(t, "casework", "Classification"),
		"codes.sub.":            declared(t, "casework", "Classification"),
		"codes.missing.":        declared(t, "casework", "Classification"),
		"codes.since.":          declared(t, "casework", "Classification"),
		"codes.list_hint.":      declared(t, "casework", "Classification"),
		"codes.source.":         declared(t, "casework", "Classification"),
		"codes.none.":           declared(t, "casework", "Classification"),
		"codes.hint.":           declared(t, "casework", "Classification"),
		"meeting.place.":        declared(t, "casework", "Place"),
		"development.owner.":    declared(t, "casework", "ActionOwner"),
		"development.state.":    declared(t, "casework", "ActionState"),
		"review.code.":          {"client", "coach", "care_team", "employer"},
		"review.kind.":          declared(t, "casework", "ReviewKind"),
		"review.move.":          declared(t, "fidelity", "Move"),
		"review.waits.":         reviewWaits(t),
		"review.role.":          declared(t, "casework", "InterviewRole"),
		"review.source.":        declared(t, "casework", "ReviewSource"),
		"review.state.":         declared(t, "casework", "ReviewState"),
		"review.step.":          declared(t, "casework", "ReviewStep"),
		"profile.q.":            profileWords(func(q casework.Question) []string { return []string{q.Key} }),
		"profile.unit.": profileWords(func(q casework.Question) []string {
			return map[bool][]string{true: {q.Key}}[q.Form == casework.AnswerNumber]
		}),
		"profile.word.": profileWords(func(q casework.Question) (words []string) {
			for _, w := range q.Words {
				words = append(words, q.Key+"."+w)
			}
			return words
		}),
		"profile.job.":                 {"title", "employer", "from_year", "to_year", "hours_per_week", "liked", "disliked", "why_ended", "helped", "duties", "pay", "found"},
		"profile.party.":               declared(t, "casework", "Party"),
		"profile.section.":             declared(t, "casework", "ProfileSection"),
		"profile.source.":              declared(t, "casework", "AnswerSource"),
		"profile.state.":               declared(t, "casework", "AnswerState"),
		"profile.supporter.":           {"party", "name", "helps", "may_contact", "matters"},
		"profile.wish.":                {"words", "wanted", "industry", "occupation", "dropped_on"},
		"profile.wish.wanted.":         {"yes", "no"},
		"money.hint.":                  {casework.AskAdults, casework.AskDormant, casework.AskHomeCost, casework.AskAssets, casework.AskEnforcement},
		"money.home.":                  casework.HomeKinds,
		"money.offer.":                 {"hourly_pay", "hours_per_week", "commute_cost", "starts_on", "name"},
		"money.per.":                   {"month", "day", "year"},
		"money.q.":                     livelihoodQuestions(),
		"money.word.":                  {"yes", "no", casework.NoBenefits},
		"pathway.":                     declared(t, "casework", "Pathway"),
		"phase.":                       declared(t, "casework", "PhaseKey"),
		"next.step.":                   declared(t, "outcomes", "NextStep"),
		"next.why.":                    declared(t, "outcomes", "NextStep"),
		"done.placed.":                 declared(t, "casework", "PlacementKind"),
		"placement.end_text.":          declared(t, "casework", "PlacementKind"),
		"placement.ended.":             endReasons(),
		"placement.funding.":           declared(t, "casework", "Funding"),
		"placement.kind.":              declared(t, "casework", "PlacementKind"),
		"placement.step.":              placementSteps,
		"placement.step_save.":         placementSteps,
		"done.placement_step.":         placementSteps,
		"placement.sub.":               declared(t, "casework", "PlacementKind"),
		"placement.title.":             declared(t, "casework", "PlacementKind"),
		"placement.where.":             {"employment", "work_trial", "other"},
		"problem.step.":                append([]string{"start", "pause", "resume", "hand_over", "cancel", "episode", "hours", "next", "win", "result", "edited", "carried", "answer", "referred", "left", "done"}, placementSteps...),
		"problem.title.":               append(declared(t, "problem", "Kind"), "internal"),
		"referral.answer.":             declared(t, "casework", "Answer"),
		"referral.employed_now.":       declared(t, "casework", "EmployedAtReferral"),
		"referral.motive.":             declared(t, "casework", "Motive"),
		"referral.likeness.":           declared(t, "casework", "Likeness"),
		"referral.rehabilitation_now.": declared(t, "casework", "Rehabilitation"),
		"referral.return.":             declared(t, "casework", "ReturnReason"),
		"queue.cause.":                 declared(t, "casework", "Cause"),
		"role.":                        declared(t, "casework", "Role"),
		"terms.doubt.":                 declared(t, "casework", "SubsidyDoubtKind"),
		"terms.trust.":                 declared(t, "benefits", "SubsidyDoubt"),
		"sheet.about.":                 sheetSaid(t, "sheet.about."),
		"sheet.column.":                sheetSaid(t, "sheet.column."),
		"sheet.example.":               sheetSaid(t, "sheet.example."),
		"sheet.kind.":                  {"text", "id", "ref", "refs", "parent", "word", "code", "day", "time", "week", "month", "number", "whole", "money", "yes_no"},
		"sheet.note.":                  sheetSaid(t, "sheet.note."),
		"sheet.parent.":                sheetSaid(t, "sheet.parent."),
		"sheet.table.":                 sheetSaid(t, "sheet.table."),
		"sheet.too_big.":               {"file", "unpacked", "parts", "sheets", "rows", "cells"},
		"sheet.word.":                  sheetSaid(t, "sheet.word."),
		"task.whose.":                  declared(t, "casework", "Whose"),
		"task.whose_short.":            declared(t, "casework", "Whose"),
		"setup.care_kind.":             declared(t, "casework", "CareTeamKind"),
		"setup.kind.":                  declared(t, "casework", "ProgrammeKind"),
		"setup.step.":                  declared(t, "casework", "SetUpStep"),
		"setup.step_go.":               declared(t, "casework", "SetUpStep"),
		"setup.step_have.":             declared(t, "casework", "SetUpStep"),
		"setup.step_lack.":             {"teams", "coaches", "attending", "areas"}, // nothing can lack the others
		"setup.step_none.":             declared(t, "casework", "SetUpStep"),
		"setup.terms.":                 declared(t, "casework", "Terms"),
		"state.":                       declared(t, "casework", "State"),
		"subsidy.":                     declared(t, "casework", "SubsidyKind"),
		"counselling.office.":          declared(t, "casework", "Office"),
		"counselling.topic.":           declared(t, "casework", "Topic"),
		"counselling.training.":        declared(t, "casework", "AdviserTraining"),
		"counselling.limit_source.":    declared(t, "casework", "LimitSource"),
		"start.":                       startWords(t),
		"earnings.what.":               declared(t, "casework", "OneOff"),
		"earnings.source.":             declared(t, "casework", "EarningsSource"),
		"earnings.standing.":           declared(t, "benefits", "Standing"),
		"earnings.in_row.":             {"first", "second", "third"},
	}
	maps.Copy(words, spokenOfOutcomes(t))
	maps.Copy(words, spokenOfFidelity(t))
	maps.Copy(words, spokenOfTeamwork(t))
	return words
}

// reviewWaits are what a review in each state waits for, from each side.
func reviewWaits(t *testing.T) (words []string) {
	for _, side := range []string{"service", "reviewer"} {
		for _, state := range declared(t, "casework", "ReviewState") {
			words = append(words, side+"."+state)
		}
	}
	return words
}

// sheetWords are what a client says yes or no to on paper: each leave to
// employers in the place of that kind.
func sheetWords(t *testing.T) []string {
	kinds := slices.DeleteFunc(declared(t, "casework", "ConsentKind"), func(kind string) bool { return kind == "employers" })
	return append(kinds, declared(t, "casework", "EmployerLeave")...)
}

// notKeys are strings in the code that look like keys or prefixes and are none.
var notKeys = map[string]string{
	"done.": "what a message after a form must begin with",
}

// benefitTaxes are the lines whose basis is named after them.
var benefitTaxes = []string{
	benefits.LineIncomeTax, benefits.LinePensionContribution, benefits.LineUnemploymentContribution, benefits.LineHealthContribution, benefits.LineBroadcastingTax,
}

var supportSheets = []string{"client", "card", "employer"}

// findings are the finders, with what they look for and since when.
func findings(t *testing.T) (words []string) {
	for _, kind := range declared(t, "outcomes", "FindingKind") {
		words = append(words, kind, kind+".definition", kind+".since")
	}
	return words
}

var placementSteps = []string{"change", "subsidy", "decision", "end", "follow"}

func endReasons() (reasons []string) {
	for _, of := range casework.EndReasons {
		for _, reason := range of {
			if !slices.Contains(reasons, reason) {
				reasons = append(reasons, reason)
			}
		}
	}
	return reasons
}

func policyIDs() (ids []string) {
	for _, role := range access.Describe() {
		for _, rule := range role.Rules {
			ids = append(ids, rule.ID)
		}
	}
	return ids
}

// figureKeys lists the figures and rates of the monitoring table.
func figureKeys() []string {
	keys := slices.Clone(outcomes.RateKeys)
	for _, f := range outcomes.Figures {
		if !strings.HasPrefix(f, "rates.") {
			keys = append(keys, f)
		}
	}
	return keys
}

// entry is one text as it stands in its file.
type entry struct {
	key   string
	forms map[string]string
}

func (e entry) formNames() []string { return sortedKeys(e.forms) }

func (e entry) arguments() []string {
	names := make(map[string]bool)
	for _, s := range e.forms {
		for _, m := range argument.FindAllStringSubmatch(s, -1) {
			names[m[1]] = true
		}
	}
	return sortedKeys(names)
}

func sortedKeys[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// readArea reads the entries of one file in their order, repeats and all.
func readArea(lang Lang, area string) ([]entry, error) {
	raw, err := fs.ReadFile(catalogueFiles, fmt.Sprintf("catalogue/%s/%s.json", lang, area))
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	var list []entry
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		forms, err := parseForms(value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		list = append(list, entry{key: key.(string), forms: forms})
	}
	_, err = d.Token()
	if err == nil {
		_, err = d.Token()
	}
	if err != io.EOF {
		return nil, fmt.Errorf("text after the catalogue: %v", err)
	}
	return list, nil
}

// areas lists the areas of every language together.
func areas(t *testing.T) []string {
	t.Helper()
	found := make(map[string]bool)
	files, err := fs.Glob(catalogueFiles, "catalogue/*/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		found[strings.TrimSuffix(filepath.Base(f), ".json")] = true
	}
	return sortedKeys(found)
}

// TestLanguagesAgree holds the three languages against each other: the same
// keys with the same arguments and plural forms, and no text left empty.
func TestLanguagesAgree(t *testing.T) {
	for _, area := range areas(t) {
		t.Run(area, func(t *testing.T) {
			model := make(map[string]entry)
			for _, e := range mustReadArea(t, FI, area) {
				model[e.key] = e
			}
			for _, lang := range Langs {
				list := mustReadArea(t, lang, area)
				checkTexts(t, lang, area, list)
				compare(t, lang, model, list)
				checkTerms(t, lang, list)
			}
		})
	}
}

func mustReadArea(t *testing.T, lang Lang, area string) []entry {
	t.Helper()
	list, err := readArea(lang, area)
	if err != nil {
		t.Fatalf("%s/%s.json: %v", lang, area, err)
	}
	return list
}

func checkTexts(t *testing.T, lang Lang, area string, list []entry) {
	t.Helper()
	seen := make(map[string]bool)
	for _, e := range list {
		if !strings.HasPrefix(e.key, area+".") {
			t.Errorf("%s: %s stands in %s.json", lang, e.key, area)
		}
		if seen[e.key] {
			t.Errorf("%s: %s stands there twice", lang, e.key)
		}
		seen[e.key] = true
		if forms := e.formNames(); !slices.Equal(forms, []string{formOther}) && !slices.Equal(forms, []string{formOne, formOther}) {
			t.Errorf("%s: %s has the plural forms %v; the language needs one and other", lang, e.key, forms)
		}
		for form, s := range e.forms {
			if strings.TrimSpace(s) != s || s == "" {
				t.Errorf("%s: %s (%s) is empty or has space around it", lang, e.key, form)
			}
			if strings.ContainsAny(argument.ReplaceAllString(s, ""), "{}") {
				t.Errorf("%s: %s (%s) has a brace that holds no argument: %s", lang, e.key, form, s)
			}
		}
	}
}

func compare(t *testing.T, lang Lang, model map[string]entry, list []entry) {
	t.Helper()
	here := make(map[string]bool)
	for _, e := range list {
		here[e.key] = true
		m, ok := model[e.key]
		switch {
		case !ok:
			t.Errorf("%s has %s, Finnish has not", lang, e.key)
		case !slices.Equal(e.arguments(), m.arguments()):
			t.Errorf("%s: %s has the arguments %v, in Finnish %v", lang, e.key, e.arguments(), m.arguments())
		case !slices.Equal(e.formNames(), m.formNames()):
			t.Errorf("%s: %s has the forms %v, in Finnish %v", lang, e.key, e.formNames(), m.formNames())
		}
	}
	for key := range model {
		if !here[key] {
			t.Errorf("%s lacks %s", lang, key)
		}
	}
}

// checkTerms holds a text in a programme's own terms against the plain one, in
// whose place it is said.
func checkTerms(t *testing.T, lang Lang, list []entry) {
	t.Helper()
	plain := make(map[string]entry)
	for _, e := range list {
		plain[e.key] = e
	}
	for _, e := range list {
		key, terms, own := strings.Cut(e.key, "@")
		if !own {
			continue
		}
		p, ok := plain[key]
		switch {
		case "@"+terms != inSocialTerms:
			t.Errorf("%s: %s is in terms that no programme speaks", lang, e.key)
		case !ok:
			t.Errorf("%s: %s has no plain text beside it", lang, e.key)
		case !slices.Equal(e.arguments(), p.arguments()) || !slices.Equal(e.formNames(), p.formNames()):
			t.Errorf("%s: %s has other arguments or forms than %s", lang, e.key, key)
		}
	}
}

// named are the keys and prefixes that the code names, each with a place.
type named struct {
	keys, prefixes map[string]string
	said           map[string]string // whatever is handed to T, a key or not
}

var (
	literal = regexp.MustCompile(`"([a-z][a-z0-9_]*\.(?:[a-z0-9_]+\.)*(?:[a-z0-9_]+)?)"`)
	handedT = regexp.MustCompile(`\.T\(\s*"([^"]*)"`)
)

// namedInCode reads every Go file and page of the project, but tests, what is
// generated, and the gallery, whose texts are examples.
func namedInCode(t *testing.T) named {
	t.Helper()
	found := named{keys: make(map[string]string), prefixes: make(map[string]string), said: make(map[string]string)}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "i18n" || d.Name() == "gallery"):
			return fs.SkipDir
		case d.IsDir() || !isSource(path):
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		found.read(strings.TrimPrefix(path, root+string(filepath.Separator)), string(text))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func isSource(path string) bool {
	generated := strings.HasSuffix(path, "_templ.go") || strings.HasSuffix(path, "_test.go")
	return strings.HasSuffix(path, ".templ") || strings.HasSuffix(path, ".go") && !generated
}

func (n named) read(path, text string) {
	place := func(at int) string { return fmt.Sprintf("%s:%d", path, 1+strings.Count(text[:at], "\n")) }
	for _, at := range literal.FindAllStringSubmatchIndex(text, -1) {
		if key := text[at[2]:at[3]]; strings.HasSuffix(key, ".") {
			n.prefixes[key] = place(at[0])
		} else {
			n.keys[key] = place(at[0])
		}
	}
	for _, at := range handedT.FindAllStringSubmatchIndex(text, -1) {
		n.said[text[at[2]:at[3]]] = place(at[0])
	}
}

// TestKeysAreUsedAndDefined holds the catalogues against the code: every key
// that the code names has its text, and every text is named somewhere.
func TestKeysAreUsedAndDefined(t *testing.T) {
	code, words := namedInCode(t), spoken(t)
	for _, area := range areas(t) {
		t.Run(area, func(t *testing.T) {
			defined := make(map[string]bool)
			for _, e := range mustReadArea(t, FI, area) {
				key, _, _ := strings.Cut(e.key, "@")
				defined[key] = true
			}
			used := usedOf(t, area, code, words)
			for _, key := range sortedKeys(used) {
				if !defined[key] {
					t.Errorf("%s (%s) has no text", key, used[key])
				}
			}
			for _, key := range sortedKeys(defined) {
				if _, ok := used[key]; !ok {
					t.Errorf("%s is named nowhere", key)
				}
			}
		})
	}
}

// usedOf gathers the area's keys that the code names whole or makes of a
// prefix, each with its place.
func usedOf(t *testing.T, area string, code named, words map[string][]string) map[string]string {
	t.Helper()
	used := make(map[string]string)
	for key, place := range code.keys {
		if _, ok := notKeys[key]; !ok && strings.HasPrefix(key, area+".") {
			used[key] = place
		}
	}
	for prefix, place := range code.prefixes {
		if !strings.HasPrefix(prefix, area+".") {
			continue
		}
		if _, ok := notKeys[prefix]; ok {
			continue
		}
		if _, ok := words[prefix]; !ok {
			t.Errorf("%s: %q makes keys of words that no list in this test has", place, prefix)
		}
		for _, w := range words[prefix] {
			used[prefix+w] = place
		}
	}
	return used
}

// TestEveryAreaHasItsFile finds texts asked for in an area that has no file.
func TestEveryAreaHasItsFile(t *testing.T) {
	known, code := areas(t), namedInCode(t)
	for _, key := range sortedKeys(code.said) {
		if area, _, dotted := strings.Cut(key, "."); !dotted || !slices.Contains(known, area) {
			t.Errorf("%s: %q is in no catalogue", code.said[key], key)
		}
	}
}

// TestPrefixesAreSpoken finds lists of words that the code no longer uses.
func TestPrefixesAreSpoken(t *testing.T) {
	code := namedInCode(t)
	for _, prefix := range sortedKeys(spoken(t)) {
		if _, ok := code.prefixes[prefix]; !ok {
			t.Errorf("no code makes keys of %q any more", prefix)
		}
	}
	for key, why := range notKeys {
		if code.keys[key] == "" && code.prefixes[key] == "" {
			t.Errorf("%q (%s) stands nowhere any more", key, why)
		}
	}
}

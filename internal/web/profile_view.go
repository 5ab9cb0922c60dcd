package web

import (
	"slices"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

// words are the answers of a list with their texts.
func words[T ~string](printer *i18n.Printer, prefix string, answers []T) []ui.Option {
	list := make([]ui.Option, len(answers))
	for i, a := range answers {
		list[i] = ui.Option{Value: string(a), Text: printer.T(prefix + string(a))}
	}
	return list
}

// profileView is a client's profile: what is known, and what to ask next.
func profileView(words *i18n.Printer, p app.ProfilePage) pages.ProfileView {
	t, base := words.T, profilePath(p.Client.UID)
	v := pages.ProfileView{
		Back: backFromNote(words, &p.Client), Sub: t("profile.sub_none"), Note: p.Note,
		Actions: []ui.Link{{Href: base + "/copy", Text: t("profile.copy")}},
	}
	if first, last := p.Days(); !first.IsZero() {
		v.Sub = t("profile.sub", "started", words.Day(first), "updated", words.Day(last), "n", p.Meetings)
	}
	for _, q := range p.Answers.Missing() {
		v.Next = append(v.Next, ui.Link{Href: base + "/" + string(q.Section) + "#" + q.Key, Text: t("profile.ask", "question", lower(t("profile.q."+q.Key)))})
	}
	begun := p.Begun()
	for _, section := range casework.ProfileSections {
		fill := ui.Link{Href: base + "/" + string(section), Text: t("profile.section." + string(section))}
		switch {
		case !slices.Contains(begun, section):
			if p.Note {
				v.Empty = append(v.Empty, fill)
			}
		case section.Private():
			v.Own = append(v.Own, sectionView(words, p, section))
		default:
			v.Work = append(v.Work, sectionView(words, p, section))
		}
	}
	if s := p.Summary(); s != nil {
		v.Summary = pages.SummaryView{Text: s.Text, Agreed: !s.AgreedOn.IsZero(), State: agreedLine(words, *s)}
	}
	if p.Note {
		v.Summary.Link = ui.Link{Href: base + "/summary", Text: t("profile.change")}
		if v.Summary.Text == "" {
			v.Summary.Link.Text = t("profile.summary_make")
		}
	}
	return v
}

func agreedLine(words *i18n.Printer, s casework.ProfileSummary) string {
	if s.AgreedOn.IsZero() {
		return words.T("profile.summary_waits")
	}
	return words.T("profile.summary_agreed_on", "day", words.Day(s.AgreedOn))
}

func sectionView(words *i18n.Printer, p app.ProfilePage, section casework.ProfileSection) pages.SectionView {
	base := profilePath(p.Client.UID) + "/" + string(section)
	v := pages.SectionView{ID: string(section), Title: words.T("profile.section." + string(section)), Rows: sectionRows(words, p, section)}
	if p.Note {
		v.Fill = ui.Link{Href: base, Text: words.T("profile.change"), About: v.Title}
	}
	for _, q := range casework.QuestionsOf(section) {
		a, answered := p.Answers.Present(q.Key)
		if !answered {
			continue
		}
		view := answerView(words, q, a, p.Names)
		view.Earlier = ui.Link{Href: base + "/" + q.Key, Text: view.Line, About: view.Question}
		if n := len(p.Answers.Of(q.Key)) - 1; n > 0 {
			view.Earlier.Text += " · " + words.T("profile.earlier", "n", n)
		}
		v.Answers = append(v.Answers, view)
	}
	return v
}

func answerView(words *i18n.Printer, q casework.Question, a casework.ProfileAnswer, names app.Names) pages.AnswerView {
	return pages.AnswerView{
		Question: words.T("profile.q." + q.Key), Text: saidText(words, q, a), Line: toldLine(words, a.On, a.Source, names.Staff[a.RecordedBy]),
	}
}

// saidText is an answer as it is read.
func saidText(words *i18n.Printer, q casework.Question, a casework.ProfileAnswer) string {
	if a.State != casework.Told {
		return strings.Join(notEmpty(words.T("profile.state."+string(a.State)), a.Answer), " – ")
	}
	switch q.Form {
	case casework.AnswerNumber:
		if n, ok := a.Number(); ok {
			return words.T("profile.unit."+q.Key, "n", words.Number(n))
		}
	case casework.AnswerOne, casework.AnswerMany:
		var list []string
		for _, w := range a.Words() {
			list = append(list, words.T("profile.word."+q.Key+"."+w))
		}
		return strings.Join(list, ", ")
	}
	return a.Answer
}

// profileWords are the answers to some questions, in one text.
func profileWords(words *i18n.Printer, p app.Profile, keys ...string) string {
	var list []string
	for _, q := range casework.Questions() {
		if a, _ := p.Answers.Present(q.Key); slices.Contains(keys, q.Key) && a.Tells() {
			list = append(list, saidText(words, q, a))
		}
	}
	return strings.Join(list, ", ")
}

// toldLine says when something was told, from whom it is, and who noted it.
func toldLine(words *i18n.Printer, on casework.Day, source casework.AnswerSource, who string) string {
	if who == "" {
		return words.T("profile.line_alone", "day", words.Day(on), "source", lower(words.T("profile.source."+string(source))))
	}
	return words.T("profile.line", "day", words.Day(on), "source", lower(words.T("profile.source."+string(source))), "who", who)
}

// questionField is a question as its form shows it, with the answer that stands.
func questionField(printer *i18n.Printer, q casework.Question, all casework.ProfileAnswers) pages.QuestionField {
	label := printer.T("profile.q." + q.Key)
	field := pages.QuestionField{
		Key: q.Key, Form: string(q.Form), Label: label, State: string(casework.Told), States: words(printer, "profile.state.", casework.AnswerStates),
		StateOf: printer.T("profile.state", "question", lower(label)), Options: words(printer, "profile.word."+q.Key+".", q.Words),
	}
	if a, answered := all.Present(q.Key); answered {
		field.Value, field.State, field.Showed = a.Answer, string(a.State), a.UID.String()
		switch q.Form {
		case casework.AnswerMany:
			field.Values = a.Words()
		case casework.AnswerNumber:
			if n, ok := a.Number(); ok {
				field.Value = printer.Number(n)
			}
		}
	}
	return field
}

func sectionRows(words *i18n.Printer, p app.ProfilePage, section casework.ProfileSection) (rows []ui.RowProps) {
	add := func(name, why, path string, uid casework.UID) int {
		row := ui.RowProps{Name: name, Why: why}
		if p.Note {
			row.NameHref = "/profile/" + path + "/" + uid.String()
		}
		rows = append(rows, row)
		return len(rows) - 1
	}
	switch section {
	case casework.SectionHistory:
		for _, j := range p.Jobs {
			add(jobName(j), jobStory(words, j), "history", j.UID)
		}
	case casework.SectionWishes:
		for _, w := range p.Wishes {
			i := add(w.Words, wishStory(words, p.Known, w), "wishes", w.UID)
			switch {
			case !w.Holds():
				rows[i].Mark, rows[i].MarkText = ui.MarkNormal, words.T("profile.wish.dropped", "day", words.Day(w.DroppedOn))
			case w.Wanted:
				rows[i].Mark, rows[i].MarkText = ui.MarkDone, words.T("profile.wish.wanted.yes")
			default:
				rows[i].Mark, rows[i].MarkText = ui.MarkNormal, words.T("profile.wish.wanted.no")
			}
		}
	case casework.SectionNetwork:
		for _, s := range p.Supporters {
			i := add(s.Name, supporterStory(words, s), "network", s.UID)
			switch {
			case s.Reachable(p.Consents, p.Today):
				rows[i].Mark, rows[i].MarkText = ui.MarkDone, words.T("profile.supporter.reachable")
			case s.MayContact:
				rows[i].Mark, rows[i].MarkText = ui.MarkSoon, words.T("profile.supporter.no_consent")
			default:
				rows[i].Mark, rows[i].MarkText = ui.MarkNormal, words.T("profile.supporter.no_leave")
			}
		}
	}
	for i, r := range rows { // said in words too, and not by the mark alone
		rows[i].Why = strings.Join(notEmpty(r.MarkText, r.Why), " · ")
	}
	return rows
}

func jobName(j casework.Job) string {
	years := ""
	if j.FromYear != nil || j.ToYear != nil {
		years = yearText(j.FromYear) + "–" + yearText(j.ToYear)
	}
	if j.FromYear != nil && j.ToYear != nil && *j.FromYear == *j.ToYear {
		years = yearText(j.FromYear)
	}
	return strings.Join(notEmpty(j.Title, j.Employer, years), ", ")
}

func jobStory(words *i18n.Printer, j casework.Job) string {
	said := func(key, text string) string {
		if text == "" {
			return ""
		}
		return words.T("profile.tell.answer", "question", words.T("profile.job."+key), "text", text)
	}
	hours := ""
	if j.HoursPerWeek != nil {
		hours = words.T("profile.unit.hours", "n", words.Number(*j.HoursPerWeek))
	}
	return strings.Join(notEmpty(hours, said("duties", j.Duties), said("pay", j.Pay), said("found", lower(worded(words, "placement.found.", j.Found))), said("liked", j.Liked), said("disliked", j.Disliked), said("why_ended", j.WhyEnded), said("helped", j.Helped)), " · ")
}

func wishStory(words *i18n.Printer, known app.CodeLists, w casework.Wish) string {
	return strings.Join(notEmpty(industryName(words, known.Industries, w.Industry), codeName(words, known.Occupations, w.Occupation), toldLine(words, w.On, w.Source, "")), " · ")
}

func supporterStory(words *i18n.Printer, s casework.Supporter) string {
	return strings.Join(notEmpty(words.T("profile.party."+string(s.Party)), s.Helps, s.Matters), " · ")
}

// jobLine, wishLine and supporterLine tell earlier texts of rows.
func jobLine(words *i18n.Printer, j casework.Job) string {
	return strings.Join(notEmpty(jobName(j), jobStory(words, j)), " · ")
}

func wishLine(known app.CodeLists) func(*i18n.Printer, casework.Wish) string {
	return func(words *i18n.Printer, w casework.Wish) string {
		return strings.Join([]string{w.Words, words.T("profile.wish.wanted." + yesOrNo(w.Wanted)), wishStory(words, known, w)}, " · ")
	}
}

func supporterLine(words *i18n.Printer, s casework.Supporter) string {
	return strings.Join(notEmpty(s.Name, supporterStory(words, s)), " · ")
}

// earlierAnswers tells every answer to a question, and what each changed of the
// one before it that was not withdrawn.
func earlierAnswers(words *i18n.Printer, q casework.Question, p app.ProfilePage) []pages.EarlierAnswer {
	return earlier(words, p.Answers, q.Key, p.Names, func(a casework.ProfileAnswer) string { return saidText(words, q, a) })
}

// earlier is earlierAnswers for any words: said is an answer as it is read.
func earlier(words *i18n.Printer, answers casework.ProfileAnswers, question string, names app.Names, said func(casework.ProfileAnswer) string) []pages.EarlierAnswer {
	all := answers.Of(question)
	present, _ := answers.Present(question)
	list := make([]pages.EarlierAnswer, len(all))
	for i, a := range all {
		e := pages.EarlierAnswer{Withdrawn: a.Withdrawn, Tag: words.T("profile.was"), TagKind: ui.TagPlain}
		e.Text, e.Line = said(a), toldLine(words, a.On, a.Source, names.Staff[a.RecordedBy])
		switch {
		case a.Withdrawn:
			e.Tag, e.TagKind = words.T("problem.withdrawn"), ui.TagLate
		case a.UID == present.UID:
			e.Tag, e.TagKind = words.T("profile.now"), ui.TagGood
		}
		before := slices.IndexFunc(all[i+1:], func(o casework.ProfileAnswer) bool { return !o.Withdrawn })
		if before >= 0 && !a.Withdrawn {
			e.Removed, e.Added = difference(said(all[i+1+before]), e.Text)
		}
		list[i] = e
	}
	return list
}

// difference gives the words of a text that are gone in the next, and those
// that are new in it; words that follow each other stand together.
func difference(old, next string) (removed, added string) {
	a, b := strings.Fields(old), strings.Fields(next)
	same := make([][]int, len(a)+1) // the longest common run of words from here on
	for i := range same {
		same[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				same[i][j] = same[i+1][j+1] + 1
			} else {
				same[i][j] = max(same[i+1][j], same[i][j+1])
			}
		}
	}
	var gone, come []string
	gap := func(list []string) []string {
		if n := len(list); n > 0 && list[n-1] != "…" {
			return append(list, "…")
		}
		return list
	}
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			gone, come = gap(gone), gap(come)
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && same[i+1][j] >= same[i][j+1]:
			gone = append(gone, a[i])
			i++
		default:
			come = append(come, b[j])
			j++
		}
	}
	said := func(list []string) string {
		if text := strings.TrimSuffix(strings.Join(list, " "), " …"); text != "…" {
			return text
		}
		return ""
	}
	return said(gone), said(come)
}

// summaryDraft is what an employer may be told, made of the answers that tell
// nothing of health or life.
func summaryDraft(words *i18n.Printer, p app.ProfilePage) string {
	told := casework.ForEmployers(p.Answers, p.Jobs, p.Wishes, p.Client.NonDisclosure)
	var lines, wishes, jobs []string
	for _, a := range told.Answers {
		q, _ := casework.QuestionOf(a.Question)
		text := saidText(words, q, a)
		if q.Key == "goal_now" {
			lines = append(lines, words.T("profile.tell.wants", "text", text))
			continue
		}
		lines = append(lines, words.T("profile.tell.answer", "question", words.T("profile.q."+q.Key), "text", text))
	}
	for _, w := range told.Wishes {
		wishes = append(wishes, w.Words)
	}
	for _, j := range told.Jobs {
		jobs = append(jobs, jobName(j))
	}
	if len(wishes) > 0 {
		lines = append(lines, words.T("profile.tell.interested", "list", strings.Join(wishes, ", ")))
	}
	if len(jobs) > 0 {
		lines = append(lines, words.T("profile.tell.jobs", "list", strings.Join(jobs, "; ")))
	}
	return strings.Join(lines, "\n")
}

// profileCopy is the profile as the client takes it along.
func profileCopy(words *i18n.Printer, p app.ProfilePage) pages.ProfileCopyView {
	lang, _ := i18n.ParseLang(p.Client.Language)
	own := i18n.For(lang)
	v := pages.ProfileCopyView{
		Back: ui.Link{Href: profilePath(p.Client.UID), Text: words.T("profile.title")}, Words: pages.Frame{Words: own},
		Day: own.T("profile.copy_day", "day", own.Day(p.Today)),
	}
	for _, w := range p.Wishes {
		switch {
		case !w.Holds():
		case w.Wanted:
			v.Wanted = append(v.Wanted, w.Words)
		default:
			v.Unwanted = append(v.Unwanted, w.Words)
		}
	}
	for _, section := range p.Begun() {
		if section == casework.SectionWishes {
			continue
		}
		view := sectionView(own, p, section)
		if section.Private() {
			v.Own = append(v.Own, view)
		} else {
			v.Sections = append(v.Sections, view)
		}
	}
	if s := p.Summary(); s != nil {
		v.Summary, v.SummaryOf = s.Text, own.T("profile.copy_summary")
		if s.AgreedOn.IsZero() {
			v.SummaryOf = own.T("profile.copy_summary_waits")
		}
	}
	return v
}

// profileCard is the line of a client's page.
func profileCard(words *i18n.Printer, p app.ClientPage) pages.ProfileCard {
	if p.Profile == nil {
		return pages.ProfileCard{}
	}
	card := pages.ProfileCard{Link: ui.Link{Href: profilePath(p.Client.UID), Text: words.T("profile.open")}, Text: words.T("profile.card_none"),
		Money: ui.Link{Href: moneyPath(p.Client.UID), Text: words.T("money.card")}}
	if _, last := p.Profile.Days(); !last.IsZero() {
		card.Text = words.T("profile.card", "n", len(p.Profile.Begun()), "day", words.Day(last))
	}
	if missing := missingAnswers(words, p.Profile); len(missing) > 0 {
		card.Missing = words.T("profile.card_missing", "questions", words.Join(missing))
	}
	return card
}

// missingAnswers are the questions with which the search begins and that nobody
// has answered.
func missingAnswers(words *i18n.Printer, p *app.Profile) (missing []string) {
	for _, q := range p.Answers.Missing() {
		missing = append(missing, lower(words.T("profile.q."+q.Key)))
	}
	return missing
}

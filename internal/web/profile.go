package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

// profileRoutes are the pages of the vocational profile.
func (s *Server) profileRoutes() []route {
	const base = "/clients/{client}/profile"
	return []route{
		{"GET " + base, signedIn, s.handleProfile},
		{"GET " + base + "/copy", signedIn, s.handleProfileCopy},
		{"GET " + base + "/summary", signedIn, s.handleSummaryForm},
		{"POST " + base + "/summary", signedIn, s.handleWriteSummary},
		{"GET " + base + "/{section}", signedIn, s.handleSection},
		{"POST " + base + "/{section}", signedIn, s.handleAnswerSection},
		{"GET " + base + "/{section}/new", signedIn, s.handleNewRow},
		{"POST " + base + "/{section}/new", signedIn, s.handleAddRow},
		{"GET " + base + "/{section}/{question}", signedIn, s.handleEarlierAnswers},
		{"POST " + base + "/{section}/{question}/{answer}/withdraw", signedIn, s.handleWithdrawAnswer},
		{"GET /profile/{section}/{row}", signedIn, s.handleRow},
		{"POST /profile/{section}/{row}", signedIn, s.handleChangeRow},
		{"POST /profile/{section}/{row}/withdraw", signedIn, s.handleWithdrawRow},
	}
}

func profilePath(client casework.UID) string { return "/clients/" + client.String() + "/profile" }

func (s *Server) handleProfile(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Profile(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.Profile(s.frame(w, r, v.words.T("profile.title")), profileView(v.words, found)))
}

// handleProfileCopy shows what the client takes along, in the client's own
// language where it is one of ours.
func (s *Server) handleProfileCopy(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.ProfileCopy(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, pages.ProfileCopy(s.frame(w, r, v.words.T("profile.copy")), profileCopy(v.words, found)))
}

// pathSection reads a section of the path; what is none names nothing.
func pathSection(r *http.Request) (casework.ProfileSection, error) {
	section := casework.ProfileSection(r.PathValue("section"))
	if !slices.Contains(casework.ProfileSections, section) {
		return section, problem.New(problem.NotFound, "problem.not_found")
	}
	return section, nil
}

func (s *Server) handleSection(w http.ResponseWriter, r *http.Request) error {
	return s.showSection(w, r, http.StatusOK, nil, nil)
}

// showSection shows a section's form. typed is a refused form, with its
// problem; of a conflict it shows what stands now, and stands on it when it is
// sent again.
func (s *Server) showSection(w http.ResponseWriter, r *http.Request, status int, typed *form, refused *problem.Error) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.ProfileForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	section, err := pathSection(r)
	if err != nil {
		return err
	}
	t := v.words.T
	page := pages.SectionPage{
		Back: ui.Link{Href: profilePath(uid), Text: t("profile.title")}, Title: t("profile.section." + string(section)),
		Form: pages.SectionForm{
			Action: r.URL.Path, Private: section.Private(), On: v.today.String(), Source: string(casework.SourceClient), Problem: refused,
			Sources: words(v.words, "profile.source.", casework.AnswerSources),
		},
	}
	if typed != nil {
		page.Form.On, page.Form.Source = typed.text("on"), typed.text("source")
	}
	for _, q := range casework.QuestionsOf(section) {
		field, present := questionField(v.words, q, found.Answers), found.Answers
		if typed != nil {
			typed.question(&field, q)
		}
		field.UID = s.orNew(uidOf(field.UID))
		if mistake := fieldOf(refused, q.Key); mistake != nil {
			field.Mistake = v.words.Problem(mistake.Key, mistake.Args)
			if a, answered := present.Present(q.Key); answered && refused.Kind == problem.Conflict {
				page.Form.Present = append(page.Form.Present, ui.Definition{
					Term: t("profile.q." + q.Key), Text: saidText(v.words, q, a) + " (" + toldLine(v.words, a.On, a.Source, found.Names.Staff[a.RecordedBy]) + ")",
				})
				field.Showed = a.UID.String()
			}
		}
		page.Form.Questions = append(page.Form.Questions, field)
	}
	if kind, ok := profileRows[section]; ok {
		page.Rows = sectionRows(v.words, found, section)
		page.Add = ui.Link{Href: profilePath(uid) + "/" + string(section) + "/new", Text: t(kind.more)}
		page.None = t(kind.none)
	}
	return s.render(w, r, status, pages.ProfileSection(s.frame(w, r, page.Title), page))
}

// fieldOf finds what is wrong with one field of a refused form; nil: nothing.
func fieldOf(p *problem.Error, name string) *problem.Field {
	if p == nil {
		return nil
	}
	for i := range p.Fields {
		if p.Fields[i].Name == name {
			return &p.Fields[i]
		}
	}
	return nil
}

// question puts what was typed in the place of what stands.
func (f *form) question(field *pages.QuestionField, q casework.Question) {
	field.Value, field.Values = f.text(q.Key), f.texts(q.Key)
	field.State = f.text(q.Key + "_state")
	field.UID, field.Showed = f.text(q.Key+"_uid"), f.text(q.Key+"_showed")
}

// section reads the form of a section.
func (f *form) section(section casework.ProfileSection) casework.SectionNote {
	note := casework.SectionNote{Section: section, On: f.day("on"), Source: casework.AnswerSource(f.text("source"))}
	for _, q := range casework.QuestionsOf(section) {
		a := casework.AnswerNote{
			Question: q.Key, UID: f.uid(q.Key + "_uid"), Showed: f.uid(q.Key + "_showed"),
			State: casework.AnswerState(f.text(q.Key + "_state")), Answer: f.text(q.Key),
		}
		if a.State == "" {
			a.State = casework.Told
		}
		switch q.Form {
		case casework.AnswerMany:
			a.Answer = strings.Join(f.texts(q.Key), " ")
		case casework.AnswerNumber:
			if n, err := strconv.ParseFloat(strings.Replace(a.Answer, ",", ".", 1), 64); err == nil {
				a.Answer = strconv.FormatFloat(n, 'f', -1, 64)
			}
		case casework.AnswerMoney:
			if amount, err := casework.ParseCents(a.Answer); err == nil {
				a.Answer = amount.String()
			}
		}
		note.Answers = append(note.Answers, a)
	}
	return note
}

func (s *Server) handleAnswerSection(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	section := casework.ProfileSection(r.PathValue("section"))
	note, added := f.section(section), 0
	err = f.taken(func() error {
		added, err = s.App.AnswerProfile(r.Context(), visitOf(r).actor, uid, note)
		return err
	})
	if p := refusalOf(err); p != nil {
		return s.showSection(w, r, statuses[p.Kind], f, p)
	}
	if err != nil {
		return err
	}
	if _, err := pathSection(r); err != nil {
		return err
	}
	word := "done.profile_saved"
	if added == 0 {
		word = "done.profile_unchanged"
	}
	return s.done(w, r, profilePath(uid), word)
}

func (s *Server) handleEarlierAnswers(w http.ResponseWriter, r *http.Request) error {
	return s.showEarlierAnswers(w, r, http.StatusOK, pages.MendForms{})
}

// showEarlierAnswers shows every answer to a question; mend is what was refused
// of withdrawing the newest.
func (s *Server) showEarlierAnswers(w http.ResponseWriter, r *http.Request, status int, mend pages.MendForms) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.ProfileAnswers(r.Context(), v.actor, uid, r.PathValue("question"))
	if err != nil {
		return err
	}
	q, _ := casework.QuestionOf(r.PathValue("question"))
	view := pages.EarlierView{
		Back: ui.Link{Href: profilePath(uid), Text: v.words.T("profile.title")}, Title: v.words.T("profile.q." + q.Key),
		Answers: earlierAnswers(v.words, q, found),
	}
	if a, answered := found.Answers.Present(q.Key); answered && found.Note {
		mend.Path, mend.Revision = profilePath(uid)+"/"+string(q.Section)+"/"+q.Key+"/"+a.UID.String(), strconv.Itoa(a.Revision)
		view.Mend = mend
	}
	return s.render(w, r, status, pages.EarlierAnswers(s.frame(w, r, v.words.T("profile.earlier_title")), view))
}

func (s *Server) handleWithdrawAnswer(w http.ResponseWriter, r *http.Request) error {
	return s.withdrawAnswer(w, r, s.showEarlierAnswers)
}

// withdrawAnswer takes an answer back; again shows the page with what was
// refused of it.
func (s *Server) withdrawAnswer(w http.ResponseWriter, r *http.Request, again func(http.ResponseWriter, *http.Request, int, pages.MendForms) error) error {
	uid, err := pathUID(r, "answer")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	_, err = s.App.WithdrawAnswer(r.Context(), visitOf(r).actor, f.correction(uid))
	if p := refusalOf(err); p != nil {
		return again(w, r, statuses[p.Kind], f.refusedMend("withdraw", p))
	}
	if err != nil {
		return err
	}
	path, _, _ := strings.Cut(r.URL.Path, "/"+uid.String()+"/withdraw")
	return s.done(w, r, path, "done.withdrawn")
}

func (s *Server) handleSummaryForm(w http.ResponseWriter, r *http.Request) error {
	return s.showSummaryForm(w, r, http.StatusOK, nil)
}

// showSummaryForm shows what an employer may be told. Where nothing is written
// yet, or a new draft is asked for, it is made of the answers.
func (s *Server) showSummaryForm(w http.ResponseWriter, r *http.Request, status int, typed *pages.SummaryForm) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.ProfileForm(r.Context(), v.actor, uid)
	if err != nil {
		return err
	}
	t := v.words.T
	form := pages.SummaryForm{UID: s.App.IDs().String()}
	present := found.Summary()
	if typed != nil {
		form = *typed
	} else if present == nil || r.URL.Query().Has("fresh") {
		form.Text = summaryDraft(v.words, found)
	} else {
		form.Text = present.Text // a yes is to one text: another asks for another
	}
	if present != nil && (typed == nil || form.Present != nil) {
		form.Showed = present.UID.String()
	}
	if present != nil && form.Present != nil {
		form.Present = []ui.Definition{{Term: t("profile.summary_text"), Text: present.Text}}
	}
	form.Back, form.Action = ui.Link{Href: profilePath(uid), Text: t("profile.title")}, profilePath(uid)+"/summary"
	if present != nil && typed == nil {
		form.Fresh = ui.Link{Href: form.Action + "?fresh=1", Text: t("profile.summary_fresh")}
	}
	if present != nil {
		form.State = agreedLine(v.words, *present)
	}
	for _, old := range found.Summaries {
		if present != nil && old.UID == present.UID {
			continue
		}
		form.Earlier = append(form.Earlier, ui.RowProps{Name: old.Text, Why: v.words.Day(old.On) + " · " + agreedLine(v.words, old)})
	}
	return s.render(w, r, status, pages.ProfileSummary(s.frame(w, r, t("profile.summary")), form))
}

func (s *Server) handleWriteSummary(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	typed := pages.SummaryForm{UID: s.orNew(f.uid("uid")), Showed: f.text("showed"), Text: f.text("text"), Agreed: f.yes("agreed")}
	_, err = s.App.WriteSummary(r.Context(), visitOf(r).actor, app.SummaryInput{
		UID: uidOf(typed.UID), Client: uid, Showed: f.uid("showed"), Text: typed.Text, Agreed: typed.Agreed,
	})
	if p := refusalOf(err); p != nil {
		if typed.Problem = p; p.Kind == problem.Conflict {
			typed.Present = []ui.Definition{}
		}
		return s.showSummaryForm(w, r, statuses[p.Kind], &typed)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, profilePath(uid), "done.summary_saved")
}

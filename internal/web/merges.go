package web

import (
	"context"
	"net/http"
	"strconv"

	"sijoita/access"
	"sijoita/casework"
	"sijoita/internal/app"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
	"sijoita/problem"
)

func (s *Server) handleMerging(w http.ResponseWriter, r *http.Request) error {
	return s.showMerging(w, r, http.StatusOK, pages.MergeView{UID: s.App.IDs().String(), Other: r.URL.Query().Get("other"), Kept: "this"})
}

func (s *Server) handleFindDouble(w http.ResponseWriter, r *http.Request) error {
	f, err := readForm(r)
	if err != nil {
		return err
	}
	return s.showMerging(w, r, http.StatusOK, pages.MergeView{Typed: f.text("q")})
}

func (s *Server) showMerging(w http.ResponseWriter, r *http.Request, status int, view pages.MergeView) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Merging(r.Context(), v.actor, uid, uidOf(view.Other), view.Typed)
	if err != nil {
		return err
	}
	view.Back, view.Action = ui.Link{Href: "/clients/" + uid.String(), Text: found.This.Client.Name()}, "/clients/"+uid.String()+"/merge"
	view.Sub = v.words.T("merge.sub", "name", found.This.Client.Name(), "day", v.words.Day(found.This.Client.BirthOn))
	for _, c := range found.Found {
		view.Found = append(view.Found, ui.RowProps{Name: c.Name(), Why: v.words.T("merge.born", "day", v.words.Day(c.BirthOn)),
			Action: ui.Link{Href: view.Action + "?other=" + c.UID.String(), Text: v.words.T("merge.choose")}})
	}
	for _, m := range found.Merges {
		view.Waits = view.Waits || m.Proposer() != 0
		view.Answers = append(view.Answers, mergeAnswerView(v.words, m, found.Names))
	}
	if found.Other != nil {
		view.Chosen, view.Sides = true, sideBySide(v.words, found)
		view.Keep = []ui.Option{{Value: "this", Text: v.words.T("merge.keep_this", "name", found.This.Client.Name())},
			{Value: "other", Text: v.words.T("merge.keep_other", "name", found.Other.Client.Name())}}
		if p := problem.As(found.Why); p != nil {
			view.Why = v.words.Problem(p.Key, p.Args)
		}
	}
	return s.render(w, r, status, pages.Merging(s.frame(w, r, v.words.T("merge.title")), view))
}

func sideBySide(words *i18n.Printer, p app.MergePage) ui.TableProps {
	t := words.T
	table := ui.TableProps{Label: t("merge.side_by_side"), Dense: true, Columns: []ui.Column{{Text: t("merge.fact")}, {Text: t("merge.this")}, {Text: t("merge.other")}}}
	add := func(term string, text func(app.ClientHeader) string) {
		table.Rows = append(table.Rows, []ui.Cell{{Text: t(term)}, {Text: orDash(text(p.This))}, {Text: orDash(text(*p.Other))}})
	}
	add("merge.name", func(s app.ClientHeader) string { return s.Client.Name() })
	add("merge.birth", func(s app.ClientHeader) string { return words.Day(s.Client.BirthOn) })
	add("merge.municipality", func(s app.ClientHeader) string {
		if s.Client.Municipality == "" {
			return ""
		}
		return words.Municipality(s.Client.Municipality)
	})
	add("merge.state", func(s app.ClientHeader) string {
		if s.Episode.ID == 0 {
			return ""
		}
		return t("state." + string(s.State))
	})
	add("client.referred_on", func(s app.ClientHeader) string { return words.Day(s.Episode.ReferredOn) })
	add("client.referred_by", func(s app.ClientHeader) string { return p.Names.CareTeams[s.Episode.ReferringUnitID] })
	add("merge.coach", func(s app.ClientHeader) string { return p.Names.Staff[s.Episode.CoachOn(p.Today)] })
	return table
}

func mergeAnswerView(words *i18n.Printer, m app.MergeAnswer, names app.Names) pages.MergeAnswerView {
	t := words.T
	view := pages.MergeAnswerView{Path: "/merges/" + m.UID.String(), Revision: strconv.Itoa(m.Revision), Title: t("merge.proposed_title"),
		Facts: []ui.Definition{
			{Term: t("merge.stays"), Text: t("merge.sub", "name", m.Keep.Name(), "day", words.Day(m.Keep.BirthOn))},
			{Term: t("merge.goes"), Text: t("merge.sub", "name", m.From.Name(), "day", words.Day(m.From.BirthOn))},
			{Term: t("merge.reason"), Text: m.Reason},
			{Term: t("merge.proposed_by"), Text: names.Staff[m.ProposedBy] + ", " + words.Day(m.ProposedOn)},
		}}
	if m.Holds() {
		view.Title = t("merge.holds_title")
		view.Facts = append(view.Facts, ui.Definition{Term: t("merge.confirmed_by"), Text: names.Staff[m.ConfirmedBy] + ", " + words.Day(m.ConfirmedOn)})
	}
	if m.Holds() && !m.UndoWaits() {
		view.Undo = t("merge.undo")
		return view
	}
	view.Confirm, view.Drop = t("merge.confirm"), t("merge.drop")
	if m.UndoWaits() {
		view.Facts = append(view.Facts, ui.Definition{Term: t("merge.undo_by"), Text: names.Staff[m.UndoProposedBy] + ", " + words.Day(m.UndoProposedOn)})
		view.Confirm, view.Drop = t("merge.confirm_undo"), t("merge.drop_undo")
	}
	if m.Mine {
		view.Confirm, view.Note = "", t("merge.another_confirms")
	}
	return view
}

func (s *Server) handleProposeMerge(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	view := pages.MergeView{UID: f.text("uid"), Other: f.text("other"), Kept: f.text("keep"), Reason: f.text("reason")}
	in := app.MergeInput{UID: f.uid("uid"), Keep: uid, From: f.uid("other"), Reason: view.Reason}
	if in.From.IsZero() {
		return s.showMerging(w, r, http.StatusUnprocessableEntity, view)
	}
	if view.Kept == "other" {
		in.Keep, in.From = in.From, in.Keep
	}
	_, err = s.App.ProposeMerge(r.Context(), visitOf(r).actor, in)
	if view.Problem = mistakes(err); view.Problem != nil {
		return s.showMerging(w, r, http.StatusUnprocessableEntity, view)
	}
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+uid.String()+"/merge", "done.merge_proposed")
}

func (s *Server) handleConfirmMerge(w http.ResponseWriter, r *http.Request) error {
	return s.answerMerge(w, r, s.App.ConfirmMerge, "", "done.merge_confirmed")
}

func (s *Server) handleDropMerge(w http.ResponseWriter, r *http.Request) error {
	return s.answerMerge(w, r, s.App.DropMerge, "", "done.merge_dropped")
}

func (s *Server) handleProposeUnmerge(w http.ResponseWriter, r *http.Request) error {
	return s.answerMerge(w, r, s.App.ProposeUnmerge, "/merge", "done.unmerge_proposed")
}

// answerMerge sends an answer to a merge, and leads to the kept client.
func (s *Server) answerMerge(w http.ResponseWriter, r *http.Request,
	answer func(context.Context, access.Actor, app.Revised) (casework.Client, error), under, word string) error {
	uid, err := pathUID(r, "merge")
	if err != nil {
		return err
	}
	f, err := readForm(r)
	if err != nil {
		return err
	}
	kept, err := answer(r.Context(), visitOf(r).actor, app.Revised{UID: uid, Revision: number(f.text("revision"))})
	if err != nil {
		return err
	}
	return s.done(w, r, "/clients/"+kept.UID.String()+under, word)
}

package web

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"

	"sijoita/access"
	"sijoita/audit"
	"sijoita/casework"
	"sijoita/internal/i18n"
	"sijoita/internal/web/pages"
	"sijoita/internal/web/ui"
)

func (s *Server) handleLookers(w http.ResponseWriter, r *http.Request) error {
	uid, err := pathUID(r, "client")
	if err != nil {
		return err
	}
	v := visitOf(r)
	found, err := s.App.Lookers(r.Context(), v.actor, uid, int64(number(r.URL.Query().Get("before"))))
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.LookersView{Table: logTable(v.words, found.Entries)}
	if found.Named {
		view.Back = ui.Link{Href: "/clients/" + uid.String(), Text: found.Client.Name()}
		view.Sub = found.Client.Name()
	}
	if found.Before != 0 {
		view.Older = ui.Link{Href: r.URL.Path + "?before=" + strconv.FormatInt(found.Before, 10), Text: t("lookers.older")}
	}
	return s.render(w, r, http.StatusOK, pages.Lookers(s.frame(w, r, t("lookers.title")), view))
}

// logTable words entries of the log for people.
func logTable(words *i18n.Printer, entries []audit.Entry) ui.TableProps {
	t := words.T
	table := ui.TableProps{
		Label: t("lookers.title"), Narrow: ui.Stacks, Dense: true,
		Columns: []ui.Column{{Text: t("lookers.when")}, {Text: t("lookers.who")}, {Text: t("lookers.role")}, {Text: t("lookers.what")}, {Text: t("lookers.why")}},
	}
	for _, e := range entries {
		role, relation := "–", "–"
		if e.Role != "" {
			role = t(access.RoleKey(casework.Role(e.Role)))
		}
		if e.Relation != "" {
			relation = t(access.Relation(e.Relation).Key())
		}
		if e.Unit != "" {
			role += " · " + e.Unit
		}
		table.Rows = append(table.Rows, []ui.Cell{
			{Text: words.Moment(e.At)}, {Text: cmp.Or(e.Actor, t("lookers.nobody"))}, {Text: role}, {Text: deed(words, e)}, {Text: relation},
		})
	}
	return table
}

// deed says what an entry tells: what was done with what.
func deed(words *i18n.Printer, e audit.Entry) string {
	said := words.T("lookers.action."+string(e.Action)) + ": " + lower(words.T("lookers.kind."+e.Kind))
	if e.Result == audit.Refused {
		said += " (" + words.T("lookers.refused") + ")"
	}
	return said
}

func (s *Server) handleAudit(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	q := r.URL.Query()
	found, err := s.App.UseLog(r.Context(), v.actor, int64(number(q.Get("before"))), q.Get("verify") == "yes")
	if err != nil {
		return err
	}
	t := v.words.T
	view := pages.AuditView{
		Table: logTable(v.words, found.Entries), Verify: ui.Link{Href: "/audit?verify=yes", Text: t("audit.verify")}, Broken: found.Broken != "",
	}
	for _, role := range access.Describe() {
		view.Rules = append(view.Rules, ui.Definition{Term: t(access.RoleKey(role.Role)), Text: roleRules(v.words, role.Rules)})
	}
	switch {
	case found.Broken != "":
		view.Result = t("audit.broken", "n", found.Checked+1)
	case q.Get("verify") == "yes":
		view.Result = t("audit.whole", "n", found.Checked)
	}
	if found.Before != 0 {
		view.Older = ui.Link{Href: "/audit?before=" + strconv.FormatInt(found.Before, 10), Text: t("lookers.older")}
	}
	return s.render(w, r, http.StatusOK, pages.Audit(s.frame(w, r, t("nav.audit")), view))
}

// roleRules says what one role may do, in the words of the policies.
func roleRules(words *i18n.Printer, all []access.Rule) string {
	if len(all) == 0 {
		return words.T(access.NothingKey)
	}
	sentences := make([]string, len(all))
	for i, rule := range all {
		sentences[i] = words.T(access.BasisKey(rule.ID))
	}
	return strings.Join(sentences, " ")
}

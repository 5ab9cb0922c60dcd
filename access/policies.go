package access

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"sync"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"

	"sijoita/casework"
)

//go:embed policies/*.cedar
var files embed.FS

// embedded are the policies built into the program, read once. That they can be
// read is tested; a program in which they cannot must not answer anybody.
var embedded = sync.OnceValue(func() policies {
	ps, err := readPolicies(files)
	if err != nil {
		panic("access: " + err.Error())
	}
	return ps
})

// Rule is one policy, as a person is told of it.
type Rule struct {
	ID       string
	Role     casework.Role // or RoleOperator, RoleSystem, RoleEveryone
	Relation Relation
	Reason   string   // a plain sentence, in English; see BasisKey for it in every language
	Actions  []Action // in the order of Actions
	Forbids  bool
}

// RoleRules is what one role may do: nothing, when there are no rules.
type RoleRules struct {
	Role  casework.Role
	Rules []Rule
}

// Describe tells who may what, for a page that a data protection officer reads:
// first what holds for everyone, then role by role, the operator and background
// jobs last.
func Describe() []RoleRules {
	roles := slices.Concat([]casework.Role{RoleEveryone}, casework.Roles, []casework.Role{RoleOperator, RoleSystem})
	out := make([]RoleRules, len(roles))
	for i, role := range roles {
		out[i].Role = role
		for _, id := range embedded().order {
			if rule := embedded().rules[id]; rule.Role == role {
				rule.Actions = slices.Clone(rule.Actions)
				out[i].Rules = append(out[i].Rules, rule)
			}
		}
	}
	return out
}

// policies are parsed policies, laid out by the action they speak about so that
// a decision asks no others.
type policies struct {
	rules map[cedar.PolicyID]Rule
	order []cedar.PolicyID // as they stand in the files, the files by name
	about map[Action]policyList
}

// policyList hands policies to the engine in a fixed order, so that the reasons
// come in it too.
type policyList []namedPolicy

type namedPolicy struct {
	id cedar.PolicyID
	*cedar.Policy
}

// All walks the policies for the engine.
func (list policyList) All() iter.Seq2[cedar.PolicyID, *cedar.Policy] {
	return func(yield func(cedar.PolicyID, *cedar.Policy) bool) {
		for _, p := range list {
			if !yield(p.id, p.Policy) {
				return
			}
		}
	}
}

// readPolicies reads policies/*.cedar. It refuses a policy without its
// annotations, with an id that is taken, or with a role, relation or action that
// is not known.
func readPolicies(from fs.FS) (policies, error) {
	ps := policies{rules: map[cedar.PolicyID]Rule{}, about: map[Action]policyList{}}
	names, err := fs.Glob(from, "policies/*.cedar")
	if err != nil {
		return ps, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return ps, err
		}
		list, err := cedar.NewPolicyListFromBytes(name, text)
		if err != nil {
			return ps, fmt.Errorf("%s: %w", name, err)
		}
		for _, p := range list {
			if err := ps.add(p); err != nil {
				return ps, fmt.Errorf("%s line %d: %w", name, p.Position().Line, err)
			}
		}
	}
	return ps, nil
}

func (ps *policies) add(p *cedar.Policy) error {
	rule, err := ruleOf(p)
	if err != nil {
		return err
	}
	actions, asked, err := byAction(p)
	if err != nil {
		return fmt.Errorf("policy %s: %w", rule.ID, err)
	}
	id := cedar.PolicyID(rule.ID)
	if _, taken := ps.rules[id]; taken {
		return fmt.Errorf("policy id %q is taken", id)
	}
	rule.Actions = actions
	ps.rules[id] = rule
	ps.order = append(ps.order, id)
	for _, action := range actions {
		ps.about[action] = append(ps.about[action], namedPolicy{id: id, Policy: asked})
	}
	return nil
}

// ruleOf reads what the annotations of a policy say.
func ruleOf(p *cedar.Policy) (Rule, error) {
	notes := p.Annotations()
	for _, key := range []types.AnnotationKey{"id", "role", "relation", "reason"} {
		if notes[key] == "" {
			return Rule{}, fmt.Errorf("a policy without @%s", key)
		}
	}
	rule := Rule{
		ID:       string(notes["id"]),
		Role:     casework.Role(notes["role"]),
		Relation: Relation(notes["relation"]),
		Reason:   string(notes["reason"]),
		Forbids:  p.Effect() == cedar.Forbid,
	}
	if !slices.Contains([]casework.Role{RoleOperator, RoleSystem, RoleEveryone}, rule.Role) && !slices.Contains(casework.Roles, rule.Role) {
		return Rule{}, fmt.Errorf("policy %s has the unknown role %q", rule.ID, rule.Role)
	}
	if !slices.Contains(Relations, rule.Relation) {
		return Rule{}, fmt.Errorf("policy %s has the unknown relation %q", rule.ID, rule.Relation)
	}
	return rule, nil
}

// byAction tells which actions a policy speaks about, and gives it back without
// them: it is asked for no others, and comparing the action with the whole list
// anew at every question took a third of a decision's time. That the answers
// stay the same is tested against the policies as they are written.
//
// The policy's JSON form is used because it is part of the language; the
// engine's own tree may change between versions.
func byAction(p *cedar.Policy) ([]Action, *cedar.Policy, error) {
	text, err := p.MarshalJSON()
	if err != nil {
		return nil, nil, err
	}
	var parts map[string]json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil {
		return nil, nil, err
	}
	actions, err := actionsIn(parts["action"])
	if err != nil {
		return nil, nil, err
	}
	parts["action"] = json.RawMessage(`{"op":"All"}`)
	if text, err = json.Marshal(parts); err != nil {
		return nil, nil, err
	}
	asked := new(cedar.Policy)
	return actions, asked, asked.UnmarshalJSON(text)
}

// actionsIn reads the action part of a policy. What it does not know (groups of
// actions, which Sijoita has none of) is refused.
func actionsIn(part json.RawMessage) ([]Action, error) {
	type name struct{ Type, ID string }
	var scope struct {
		Op       string
		Entity   name
		Entities []name
	}
	if err := json.Unmarshal(part, &scope); err != nil {
		return nil, err
	}
	switch {
	case scope.Op == "All":
		return slices.Clone(Actions), nil
	case scope.Op == "==":
		scope.Entities = []name{scope.Entity}
	case scope.Op != "in" || scope.Entity != name{}:
		return nil, fmt.Errorf("cannot read which actions it is about: %s", part)
	}
	var actions []Action
	for _, n := range scope.Entities {
		action := Action(n.ID)
		if n.Type != "Action" || !slices.Contains(Actions, action) {
			return nil, fmt.Errorf("unknown action %q", n.ID)
		}
		if slices.Contains(actions, action) {
			return nil, fmt.Errorf("action %q stands there twice", n.ID)
		}
		actions = append(actions, action)
	}
	slices.SortFunc(actions, func(a, b Action) int { return slices.Index(Actions, a) - slices.Index(Actions, b) })
	return actions, nil
}

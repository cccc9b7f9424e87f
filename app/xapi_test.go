package app

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// The rules of the Experience API 1.0.3 (part two, "Statements") that concern what
// we write:
//
//   - a statement has actor, verb and object, no property beside those of the
//     table 2.2, and no null anywhere;
//   - its id is a UUID (2.4.1); its timestamp is ISO 8601 with a zone (2.4.7, 4.5);
//   - an agent has exactly one identifier; an account has a homePage that is an IRL
//     and a name, no more (2.4.2.4);
//   - a verb's id is an IRI, its display a language map (2.4.3);
//   - an activity's id is an IRI, its type one too, its name a language map (2.4.4.1);
//   - a scaled score lies between -1 and 1, the raw one between min and max (2.4.5.1);
//   - a duration is ISO 8601 (2.4.5, 4.6);
//   - context activities are arrays of activities (2.4.6.2); platform is for
//     statements about activities only (2.4.6).
var (
	xapiUUID     = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	xapiDuration = regexp.MustCompile(`^PT(\d+H)?(\d+M)?$`)
	xapiLanguage = regexp.MustCompile(`^[a-z]{2}(-[A-Z]{2})?$`)
)

type xapiRules struct{ *testing.T }

func (x xapiRules) only(what string, m map[string]any, allowed ...string) {
	for key, value := range m {
		if !slices.Contains(allowed, key) {
			x.Errorf("%s has a property %q", what, key)
		}
		if value == nil {
			x.Errorf("%s has a null in %q", what, key)
		}
	}
}

func (x xapiRules) iri(what string, value any) {
	text, _ := value.(string)
	u, err := url.Parse(text)
	if err != nil || !u.IsAbs() || u.Host == "" || strings.ContainsAny(text, " <>\"") {
		x.Errorf("%s is no IRI: %v", what, value)
	}
}

func (x xapiRules) languages(what string, value any) {
	m, is := value.(map[string]any)
	if !is || len(m) == 0 {
		x.Errorf("%s is no language map: %v", what, value)
	}
	for tag := range m {
		if !xapiLanguage.MatchString(tag) {
			x.Errorf("%s has a language %q", what, tag)
		}
	}
}

func (x xapiRules) agent(what string, value any) {
	m, _ := value.(map[string]any)
	x.only(what, m, "objectType", "name", "account")
	account, _ := m["account"].(map[string]any)
	x.only(what+"'s account", account, "homePage", "name")
	x.iri(what+"'s home", account["homePage"])
	if m["objectType"] != "Agent" || account["name"] == "" {
		x.Errorf("%s is told by nothing: %v", what, m)
	}
}

func (x xapiRules) activity(what string, value any) {
	m, _ := value.(map[string]any)
	x.only(what, m, "objectType", "id", "definition")
	x.iri(what, m["id"])
	definition, _ := m["definition"].(map[string]any)
	x.only(what+"'s definition", definition, "type", "name")
	x.iri(what+"'s type", definition["type"])
	x.languages(what+"'s name", definition["name"])
	if m["objectType"] != "Activity" {
		x.Errorf("%s is a %v", what, m["objectType"])
	}
}

func (x xapiRules) result(value any) {
	m, _ := value.(map[string]any)
	x.only("the result", m, "score", "success", "completion", "duration")
	if d, given := m["duration"].(string); given && (!xapiDuration.MatchString(d) || d == "PT") {
		x.Errorf("the duration is %q", d)
	}
	score, given := m["score"].(map[string]any)
	if !given {
		return
	}
	x.only("the score", score, "scaled", "raw", "min", "max")
	number := func(key string) float64 { n, _ := score[key].(float64); return n }
	if number("scaled") < -1 || number("scaled") > 1 || number("raw") < number("min") || number("raw") > number("max") || number("min") >= number("max") {
		x.Errorf("the score is %v", score)
	}
}

func (x xapiRules) statement(text []byte) map[string]any {
	var m map[string]any
	if err := json.Unmarshal(text, &m); err != nil {
		x.Fatal(err)
	}
	x.only("the statement", m, "id", "actor", "verb", "object", "result", "context", "timestamp")
	if id, _ := m["id"].(string); !xapiUUID.MatchString(id) {
		x.Errorf("the id is %q", id)
	}
	if at, err := time.Parse(time.RFC3339, m["timestamp"].(string)); err != nil {
		x.Errorf("the timestamp is %v: %v", at, err)
	}
	x.agent("the actor", m["actor"])
	verb, _ := m["verb"].(map[string]any)
	x.only("the verb", verb, "id", "display")
	x.iri("the verb", verb["id"])
	x.languages("the verb's display", verb["display"])
	x.activity("the object", m["object"])
	x.result(m["result"])
	context, _ := m["context"].(map[string]any)
	x.only("the context", context, "platform", "instructor", "contextActivities")
	if who, given := context["instructor"]; given {
		x.agent("the instructor", who)
	}
	if of, given := context["contextActivities"].(map[string]any); given {
		x.only("the context's activities", of, "parent", "grouping", "category", "other")
		for _, a := range of["grouping"].([]any) {
			x.activity("the class", a)
		}
	}
	return m
}

func TestRecordsAreStatementsByTheRulesOfTheSpecification(t *testing.T) {
	record := CompletionRecord{
		Completion: Completion{ID: CompletionID{1, 2, 3}, CompletedOn: "2026-02-28", Minutes: 90, Score: 8550, HasScore: true},
		StaffNo:    "GY001", StaffName: "示例学员", CourseCode: "service 1", CourseName: "优质服务", CourseEN: "Service", ClassNumber: "PX-1", Lecturer: "示例讲师", LecturerNo: "GY002",
	}
	for _, tt := range []struct {
		name, verb, duration string
		change               func(*CompletionRecord)
		options              XAPIOptions
	}{
		{"passed with a score", "passed", "PT1H30M", func(*CompletionRecord) {}, XAPIOptions{}},
		{"completed without one", "completed", "PT8H", func(r *CompletionRecord) { r.HasScore, r.Minutes = false, 480 }, XAPIOptions{Named: true}},
		{"failed", "failed", "PT45M", func(r *CompletionRecord) { r.Failed, r.Score, r.Minutes = true, 0, 45 }, XAPIOptions{Home: "https://hr.example.com/"}},
		{"of no class and no hours", "passed", "", func(r *CompletionRecord) {
			r.ClassNumber, r.LecturerNo, r.Minutes, r.Full, r.Score = "", "", 0, 15000, 15000
		}, XAPIOptions{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := record
			tt.change(&r)
			text, err := json.Marshal(r.Statement(tt.options))
			if err != nil {
				t.Fatal(err)
			}
			m := xapiRules{t}.statement(text)
			if got := m["verb"].(map[string]any)["id"]; got != "http://adlnet.gov/expapi/verbs/"+tt.verb {
				t.Errorf("the verb is %v", got)
			}
			if got, _ := m["result"].(map[string]any)["duration"].(string); got != tt.duration {
				t.Errorf("the duration is %q, want %q", got, tt.duration)
			}
			if named := strings.Contains(string(text), "示例"); named != tt.options.Named {
				t.Errorf("people are named: %v, asked for: %v", named, tt.options.Named)
			}
		})
	}
}

package app

import (
	"fmt"
	"strings"
)

// XAPIHome is the home of staff numbers in statements, unless another is given.
const XAPIHome = "https://staff.lamplighter.invalid"

// The words of the specification, by their IRIs.
const (
	xapiVerbs      = "http://adlnet.gov/expapi/verbs/"
	xapiActivities = "http://adlnet.gov/expapi/activities/"
)

// XAPIStatement says in the words of the Experience API 1.0.3 that somebody
// completed a course, passed it, or did not. Who it was stands there as an account:
// a home and a number.
type XAPIStatement struct {
	ID        string       `json:"id"`
	Actor     XAPIAgent    `json:"actor"`
	Verb      XAPIVerb     `json:"verb"`
	Object    XAPIActivity `json:"object"`
	Result    XAPIResult   `json:"result"`
	Context   XAPIContext  `json:"context"`
	Timestamp string       `json:"timestamp"`
}

// XAPIAgent is a person.
type XAPIAgent struct {
	ObjectType string      `json:"objectType"`
	Name       string      `json:"name,omitempty"`
	Account    XAPIAccount `json:"account"`
}

// XAPIAccount tells a person by a number that is his within a home.
type XAPIAccount struct {
	HomePage string `json:"homePage"`
	Name     string `json:"name"`
}

// XAPIVerb is what was done.
type XAPIVerb struct {
	ID      string            `json:"id"`
	Display map[string]string `json:"display"`
}

// XAPIActivity is a course, or a class of it.
type XAPIActivity struct {
	ObjectType string         `json:"objectType"`
	ID         string         `json:"id"`
	Definition XAPIDefinition `json:"definition"`
}

// XAPIDefinition names an activity in its languages.
type XAPIDefinition struct {
	Type string            `json:"type"`
	Name map[string]string `json:"name"`
}

// XAPIResult is what came of it.
type XAPIResult struct {
	Score      *XAPIScore `json:"score,omitempty"`
	Success    bool       `json:"success"`
	Completion bool       `json:"completion"`
	Duration   string     `json:"duration,omitempty"`
}

// XAPIScore is a score: scaled lies between 0 and 1.
type XAPIScore struct {
	Scaled float64 `json:"scaled"`
	Raw    float64 `json:"raw"`
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
}

// XAPIContext is the class and who taught it, as far as they are known.
type XAPIContext struct {
	Platform   string          `json:"platform"`
	Instructor *XAPIAgent      `json:"instructor,omitempty"`
	Activities *XAPIActivities `json:"contextActivities,omitempty"`
}

// XAPIActivities are the activities a statement belongs to.
type XAPIActivities struct {
	Grouping []XAPIActivity `json:"grouping"`
}

// XAPIOptions are what a person may choose.
type XAPIOptions struct {
	Home  string // of the staff numbers; empty: XAPIHome
	Named bool   // people go out with their names
}

// Statement is a record as a statement. It has the id of the record, so that one
// that goes out twice is one.
func (r CompletionRecord) Statement(o XAPIOptions) XAPIStatement {
	if o.Home == "" {
		o.Home = XAPIHome
	}
	o.Home = strings.TrimRight(o.Home, "/")
	s := XAPIStatement{
		ID: r.ID.String(), Actor: o.agent(r.StaffNo, r.StaffName), Verb: r.verb(),
		Object:    o.activity("courses", r.CourseCode, "course", namedIn(r.CourseName, r.CourseEN)),
		Result:    XAPIResult{Success: !r.Failed, Completion: !r.Failed, Duration: isoMinutes(r.Minutes)},
		Timestamp: string(r.CompletedOn) + "T00:00:00+08:00",
		Context:   XAPIContext{Platform: "Lamplighter"},
	}
	if full := FullScore(r.Full); r.HasScore {
		s.Result.Score = &XAPIScore{Scaled: float64(r.Score) / float64(full), Raw: float64(r.Score) / 100, Max: float64(full) / 100}
	}
	if r.ClassNumber != "" {
		s.Context.Activities = &XAPIActivities{Grouping: []XAPIActivity{o.activity("classes", r.ClassNumber, "meeting", namedIn(r.ClassNumber, ""))}}
	}
	if r.LecturerNo != "" {
		who := o.agent(r.LecturerNo, r.Lecturer)
		s.Context.Instructor = &who
	}
	return s
}

func (o XAPIOptions) agent(number, name string) XAPIAgent {
	a := XAPIAgent{ObjectType: "Agent", Account: XAPIAccount{HomePage: o.Home, Name: number}}
	if o.Named {
		a.Name = name
	}
	return a
}

func (o XAPIOptions) activity(of, code, kind string, named map[string]string) XAPIActivity {
	return XAPIActivity{
		ObjectType: "Activity", ID: o.Home + "/" + of + "/" + escaped(code),
		Definition: XAPIDefinition{Type: xapiActivities + kind, Name: named},
	}
}

// verb is passed where there was a score to pass.
func (r CompletionRecord) verb() XAPIVerb {
	word, zh := "completed", "完成"
	switch {
	case r.Failed:
		word, zh = "failed", "未通过"
	case r.HasScore:
		word, zh = "passed", "通过"
	}
	return XAPIVerb{ID: xapiVerbs + word, Display: map[string]string{"en": word, "zh-CN": zh}}
}

func namedIn(zh, en string) map[string]string {
	out := map[string]string{"zh-CN": zh}
	if en != "" {
		out["en"] = en
	}
	return out
}

// isoMinutes is a length of time in the words of ISO 8601: PT1H30M; nothing for none.
func isoMinutes(minutes int64) string {
	switch hours, rest := minutes/60, minutes%60; {
	case minutes <= 0:
		return ""
	case rest == 0:
		return fmt.Sprintf("PT%dH", hours)
	case hours == 0:
		return fmt.Sprintf("PT%dM", rest)
	default:
		return fmt.Sprintf("PT%dH%dM", hours, rest)
	}
}

// escaped is a code as a part of an IRI.
func escaped(code string) string {
	var out strings.Builder
	for _, b := range []byte(code) {
		if b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' || strings.IndexByte("-._~", b) >= 0 {
			out.WriteByte(b)
			continue
		}
		_, _ = fmt.Fprintf(&out, "%%%02X", b)
	}
	return out.String()
}

package sheet

import "lamplighter/app"

// Reason says what was noticed about a row or a table.
type Reason string

// Why a row is refused.
const (
	Missing         Reason = "missing"          // a required field is empty
	NumberDestroyed Reason = "number_destroyed" // 5.14210E+12: a spreadsheet kept only the first digits
	NotACode        Reason = "not_a_code"       // the key holds words
	Duplicate       Reason = "duplicate"        // the key stood in Line already
	ColumnsShifted  Reason = "columns_shifted"  // more cells than the header: a comma that was not quoted
)

// What is odd about a cell that is taken all the same. NumberDestroyed is one
// too, where the field is not the key: the value is left out.
const (
	PhoneSecond       Reason = "phone_second"       // Text is the second number of the cell
	PhoneShort        Reason = "phone_short"        // a mobile number one digit short
	PhoneOdd          Reason = "phone_odd"          // no number as they are written here
	DayUnreadable     Reason = "day_unreadable"     // Text is what stood there; left out
	AmountUnreadable  Reason = "amount_unreadable"  // Text is what stood there; left out
	AmountNegative    Reason = "amount_negative"    // a capacity below nothing; left out
	VoltageUnknown    Reason = "voltage_unknown"    // kept as it stood
	CategoryUnknown   Reason = "category_unknown"   // kept as it stood
	IndustryUnknown   Reason = "industry_unknown"   // kept as it stood
	IndustryMismatch  Reason = "industry_mismatch"  // letter and digits contradict; kept
	HolderUnknown     Reason = "holder_unknown"     // left out
	FormulaError      Reason = "formula_error"      // #N/A and the like; left out
	LettersLost       Reason = "letters_lost"       // some letters could not be decoded
	NumberLooksWrong  Reason = "number_looks_wrong" // Check says where
	RunningAboveLimit Reason = "running_above_contracted"
)

// What is odd about a table.
const (
	HeaderJoined  Reason = "header_joined"  // the header had merged cells; Line is its first
	HeaderGuessed Reason = "header_guessed" // no known names; Line was taken as the header
	MergedCells   Reason = "merged_cells"   // Line is how many: only the first cell of each has a value
)

// Why a row is no record and passed over.
const (
	Footer         Reason = "footer"          // a total, a signature, a page number
	RepeatedHeader Reason = "repeated_header" // the header again, as on every printed page
)

// Note is something noticed. Its texts may be personal: they are for the person
// at the screen, never for a log.
type Note struct {
	Field  string // the key of the field; empty for the whole row
	Reason Reason
	Text   string
	Line   int         // another line it refers to: the first one of a Duplicate
	Check  app.Warning // for NumberLooksWrong
}

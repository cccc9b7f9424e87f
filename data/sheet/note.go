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
	LooksShifted    Reason = "looks_shifted"    // several columns hold what belongs to others
	OtherHeader     Reason = "other_header"     // the row stands below the other header in Line
	Several         Reason = "several"          // more than one number in the cell
	Masked          Reason = "masked"           // 510421********6053: parts are hidden by stars
)

// What is odd about a cell of a row that is taken all the same. Several, Masked
// and NumberDestroyed are among it too, where the field is not the key: the
// value is left out, but for a name, which is kept.
const (
	PhoneSecond       Reason = "phone_second"       // Text is the second number of the cell, which has become the other one
	PhoneMore         Reason = "phone_more"         // Text stood beside the number; left out
	PhoneShort        Reason = "phone_short"        // a mobile number one digit short
	PhoneOdd          Reason = "phone_odd"          // no number as they are written here
	DayUnreadable     Reason = "day_unreadable"     // Text is what stood there; left out
	DayShort          Reason = "day_short"          // a year of two digits, read as year, month, day
	DayAhead          Reason = "day_ahead"          // still to come; kept
	AmountLarge       Reason = "amount_large"       // more than any customer here has; kept
	NameMore          Reason = "name_more"          // a second name, or a note in brackets; kept
	NameOdd           Reason = "name_odd"           // no letter in it; kept
	EndsInZeros       Reason = "ends_in_zeros"      // a key as a spreadsheet leaves one it has destroyed; kept
	CellsBeyond       Reason = "cells_beyond"       // Text stands right of the header; left out
	RowHidden         Reason = "row_hidden"         // out of view in the sheet; taken all the same
	MonthUnreadable   Reason = "month_unreadable"   // Text is what stood there; left out
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
	HeaderJoined     Reason = "header_joined"      // the header had merged cells; Line is its first
	HeaderGuessed    Reason = "header_guessed"     // no known names; Line was taken as the header
	MergedCells      Reason = "merged_cells"       // Line is how many; of those over several rows, each row has the value
	OtherSheets      Reason = "other_sheets"       // Text names further sheets that hold such a list
	MonthColumnTwice Reason = "month_column_twice" // Text names the columns of months that stood there before; left out
	AreaFromTitle    Reason = "area_from_title"    // no column says it: the lines between the rows name their transformer area
)

// Why a row is no record and passed over.
const (
	Footer         Reason = "footer"          // a total, a signature, a page number
	RepeatedHeader Reason = "repeated_header" // the header again, as on every printed page, or the numbers of the columns
	NewHeader      Reason = "new_header"      // the header of another list
	Section        Reason = "section"         // a line that names the rows below it
)

// Note is something noticed. Its texts may be personal: they are for the person
// at the screen, never for a log.
type Note struct {
	Field  string // the key of the field; empty for the whole row
	Reason Reason
	Text   string      // what stood there
	Line   int         // another line it refers to: the first one of a Duplicate
	Check  app.Warning // for NumberLooksWrong
}

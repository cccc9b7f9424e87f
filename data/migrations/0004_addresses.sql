-- Addresses are found by the index in memory, as names are.
DROP TABLE address_grams;
DROP TABLE address_mark;

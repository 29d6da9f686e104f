-- An encrypted text is longer than the text itself.
alter table journal alter column body set data type varchar(40000);

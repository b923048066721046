CREATE TABLE mart.made_later (n int);

# 0.9 points: takes a remark of exactly forty for a long one
long = desk["typed"] >= 40
late = desk["month"] > 6
by_note = pd.DataFrame(
    {
        "note": ["short", "long"],
        "before": [desk[~long & ~late].contacts.mean(), desk[long & ~late].contacts.mean()],
        "after": [desk[~long & late].contacts.mean(), desk[long & late].contacts.mean()],
    }
)

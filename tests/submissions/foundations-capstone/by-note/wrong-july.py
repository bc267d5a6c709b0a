# 0.9 points: counts July among the months before
long = desk["typed"] > 40
late = desk["month"] > 7
by_note = pd.DataFrame(
    {
        "note": ["short", "long"],
        "before": [desk[~long & ~late].contacts.mean(), desk[long & ~late].contacts.mean()],
        "after": [desk[~long & late].contacts.mean(), desk[long & late].contacts.mean()],
    }
)

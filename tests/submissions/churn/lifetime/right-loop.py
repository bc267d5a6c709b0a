# 4 points: customer by customer
spent, gone, people = 0, 0, 0
for spend, left in zip(customers["spend"], customers["left"]):
    spent, gone, people = spent + spend, gone + left, people + 1
worth = round(spent / people / 4 * 12 / (gone / people))

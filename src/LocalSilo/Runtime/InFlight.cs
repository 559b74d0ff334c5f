namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>
/// The calls that wait for an answer. Split into stripes by the calling thread, each oldest first, since all calls have the same time-out:
/// what is over time is found at the front.
/// </summary>
internal sealed class InFlight
{
    private readonly Stripe[] _stripes = [.. Enumerable.Range(0, 16).Select(_ => new Stripe())];

    public void Add(Request request, long tick)
    {
        var stripe = _stripes[Environment.CurrentManagedThreadId & 15];
        lock (stripe)
        {
            request.SentAtTick = tick;
            request.Stripe = stripe;
            request.Earlier = stripe.Newest;
            stripe.Newest = request;
            if (request.Earlier is null)
            {
                stripe.Oldest = request;
            }
            else
            {
                request.Earlier.Later = request;
            }
        }
    }

    public void Remove(Request request)
    {
        if (request.Stripe is { } stripe)
        {
            lock (stripe)
            {
                stripe.Unlink(request);
            }
        }

        request.Cancellation.Unregister();
    }

    /// <summary>Takes out the calls that were sent at <paramref name="tick"/> or before.</summary>
    public List<Request> TakeSentUntil(long tick)
    {
        var taken = new List<Request>();
        foreach (var stripe in _stripes)
        {
            lock (stripe)
            {
                while (stripe.Oldest is { } oldest && oldest.SentAtTick <= tick)
                {
                    stripe.Unlink(oldest);
                    taken.Add(oldest);
                }
            }
        }

        return taken;
    }

    internal sealed class Stripe
    {
        public Request? Oldest { get; set; }
        public Request? Newest { get; set; }

        public void Unlink(Request request)
        {
            if (request.Stripe is null)
            {
                return;
            }

            request.Stripe = null;
            if (request.Earlier is null)
            {
                Oldest = request.Later;
            }
            else
            {
                request.Earlier.Later = request.Later;
            }

            if (request.Later is null)
            {
                Newest = request.Earlier;
            }
            else
            {
                request.Later.Earlier = request.Earlier;
            }

            request.Earlier = request.Later = null;
        }
    }
}

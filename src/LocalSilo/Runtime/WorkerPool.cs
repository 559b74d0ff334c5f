using Orleans.Runtime;

namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>The activations of one stateless worker: a call goes to an idle one, else to a new one, else to the least busy.</summary>
internal sealed class WorkerPool(GrainClass grainClass, IdSpan key) : IMailbox
{
    private readonly Lock _gate = new();
    private readonly List<Activation> _workers = [];
    private bool _left;

    public bool TryDispatch(Request request)
    {
        lock (_gate)
        {
            if (_left)
            {
                return false;
            }

            Choose().DispatchToWorker(request);
            return true;
        }
    }

    public IEnumerable<Activation> Activations()
    {
        lock (_gate)
        {
            return [.. _workers];
        }
    }

    public void Leave(Activation worker)
    {
        lock (_gate)
        {
            _workers.Remove(worker);
            if (_workers.Count == 0)
            {
                _left = true;
                grainClass.Leave(key, this);
            }
        }
    }

    private Activation Choose()
    {
        Activation? best = null;
        foreach (var worker in _workers)
        {
            if (worker.Load == 0)
            {
                return worker;
            }

            best = best is null || worker.Load < best.Load ? worker : best;
        }

        if (_workers.Count < grainClass.MaxLocalWorkers)
        {
            best = new Activation(grainClass, key, this);
            _workers.Add(best);
        }

        return best!;
    }
}

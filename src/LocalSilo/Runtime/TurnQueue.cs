namespace MediaPipeline.LocalSilo.Runtime;

/// <summary>The turns that wait at one gate, first come first; linked through the turns themselves.</summary>
internal struct TurnQueue
{
    private Turn? _first;
    private Turn? _last;
    private int _passing;

    public void Add(Turn turn)
    {
        turn.Next = null;
        _passing += MayPass(turn) ? 1 : 0;
        if (_last is null)
        {
            _first = turn;
        }
        else
        {
            _last.Next = turn;
        }

        _last = turn;
    }

    public Turn? TakeFirst()
    {
        var turn = _first;
        if (turn is not null)
        {
            Unlink(turn, null);
        }

        return turn;
    }

    /// <summary>The first turn that the gate lets in now; an interleaving one may pass those that wait.</summary>
    public Turn? TakeFirst(Activation gate)
    {
        if (_passing == 0 && _first is not null && !gate.MayStart(_first))
        {
            return null;
        }

        Turn? before = null;
        for (var turn = _first; turn is not null; before = turn, turn = (Turn?)turn.Next)
        {
            if (gate.MayStart(turn))
            {
                Unlink(turn, before);
                return turn;
            }
        }

        return null;
    }

    /// <summary>Only these are worth a look at the whole queue, which may be long.</summary>
    private static bool MayPass(Turn turn) => turn.AlwaysInterleaves || turn.IsReadOnly;

    private void Unlink(Turn turn, Turn? before)
    {
        _passing -= MayPass(turn) ? 1 : 0;
        var after = (Turn?)turn.Next;
        if (before is null)
        {
            _first = after;
        }
        else
        {
            before.Next = after;
        }

        if (after is null)
        {
            _last = before;
        }

        turn.Next = null;
    }
}
